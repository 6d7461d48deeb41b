"""The project's own labelled texts, read beside `stance` and held against what it reads.

Three forms: articles labelled by section titles, records with `text` and `label`, and labels by
line (`file`, `line`, `label`) of paragraphs in other files. A table `splits.tsv` gives each file,
or `file#group`, its split; records may carry a `split` of their own.
"""

import json
import pathlib

import support
from rows import Row


def rows(root, sources, stance):
    """All labelled texts below the folders, with their splits, in the order of the paths."""
    result = []
    for source in sources:
        result += folder_rows(pathlib.Path(root), source, stance)
    return result


def splits(folder):
    parts = {}
    table = folder / "splits.tsv"
    if table.exists():
        for line in table.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 2 and not line.startswith("#") and cells[0] != "file":
                parts[cells[0]] = cells[1]
    return parts


def folder_rows(root, source, stance):
    folder = root / source
    files = sorted(
        str(path.relative_to(root)) for path in folder.rglob("*")
        if path.suffix in {".txt", ".jsonl"})
    parts = splits(folder)
    units = paragraphs(root, [name for name in files if name.endswith(".txt")], stance)
    part = pathlib.Path(source).name
    result, covered = [], set()
    for name in files:
        if not name.endswith(".jsonl"):
            continue
        inside = str(pathlib.Path(name).relative_to(source))
        with open(root / name, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                item = json.loads(line)
                if "text" in item:
                    group = item.get("group") or item.get("id") or f"{name}:{number}"
                    split = (
                        parts.get(f"{inside}#{group}") or parts.get(inside) or item.get("split"))
                    text, place = item["text"], (name, number)
                else:
                    path = str(pathlib.Path(name).parent / item["file"])
                    covered.add(path)
                    group, place = path, (path, item["line"])
                    split = parts.get(
                        str(pathlib.Path(path).relative_to(source))) or item.get("split")
                    if place not in units:
                        raise SystemExit(
                            f"{name}:{number}: {path} has no paragraph at line {item['line']}")
                    text = units[place]["text"]
                if item.get("label") is None:
                    continue
                result.append(
                    Row(
                        text=text, label=item["label"], group=group, target=item.get("target"),
                        lang=item.get("lang", "fr"), part=part, split=split, place=place))
    for (name, line), unit in units.items():
        if name in covered or unit["kind"] != "body" or unit["gold"] is None:
            continue
        result.append(
            Row(
                text=unit["text"], label=unit["gold"], group=name,
                target=pathlib.Path(name).parent.name, part=part, place=(name, line),
                split=parts.get(str(pathlib.Path(name).relative_to(source)))))
    return result


def paragraphs(root, files, stance):
    """(file, line) → unit, as `stance extract` cuts the articles."""
    if not files:
        return {}
    lines = support.result_of([stance, "extract", "--format", "jsonl", *files], cwd=root)
    units = (json.loads(line) for line in lines.splitlines())
    return {(unit["file"], unit["line"]): unit for unit in units}
