"""The labelled sets and their splits; every system sees exactly these rows.

Texts stay in memory and in a temporary folder that is deleted; nothing of them is reported.
"""

import collections
import dataclasses
import gzip
import hashlib
import json
import pathlib
import subprocess

FAVOR = {"favor", "positive", "pour"}
AGAINST = {"against", "negative", "contre"}
NEUTRAL = {"neutral", "none"}


@dataclasses.dataclass
class Row:
    id: str
    text: str
    label: str
    group: str
    target: str | None = None
    lang: str = "fr"
    #: File and line of a paragraph in an article; None for a record.
    place: tuple[str, int] | None = None


@dataclasses.dataclass
class Fold:
    train: list[Row]
    test: list[Row]
    #: Articles behind the rows, for the program that reads articles; empty for records.
    train_files: list[str] = dataclasses.field(default_factory=list)
    test_files: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Set:
    name: str
    how: str
    folds: list[Fold]

    @property
    def labels(self):
        return sorted({row.label for fold in self.folds for row in fold.train + fold.test})


def records(path):
    """Rows of a JSONL file, those that also stand in a held-back split left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    rows = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if item.get("in_heldout") or item.get("label") is None:
                continue
            row = Row(
                id=item["id"], text=item["text"], label=item["label"],
                group=item.get("group") or item["text"], target=item.get("target"),
                lang=item.get("lang", "fr"))
            row.question = item.get("question_id")
            rows.append(row)
    return rows


def digest(text):
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def cross_validation(rows, folds=5, group=lambda row: row.group):
    """Grouped folds of about equal size: large groups first, each to the smallest fold."""
    members = collections.defaultdict(list)
    for row in rows:
        members[group(row)].append(row)
    parts = [[] for _ in range(folds)]
    order = sorted(members, key=lambda name: (-len(members[name]), digest(str(name))))
    for name in order:
        min(parts, key=len).extend(members[name])
    return [
        Fold(train=[row for j, part in enumerate(parts) if j != i for row in part], test=parts[i])
        for i in range(folds)]


def external(folder):
    """The sets below `folder` that are there: a list, and the names of those that are not."""
    folder = pathlib.Path(folder)
    found, missing = [], []

    def add(name, files, make):
        paths = [folder / file for file in files]
        if all(path.exists() for path in paths):
            how, folds = make(*(records(path) for path in paths))
            found.append(Set(name, how, folds))
        else:
            missing.append(name)

    def split(train, valid):
        return "train / valid", [Fold(train, valid)]

    def folds(rows):
        return "5 grouped folds", cross_validation(rows)

    def french(rows):
        return [row for row in rows if row.lang == "fr"]

    add("cls_fr", ["cls_fr/train.jsonl.gz"], folds)
    add("umsab_fr", ["umsab_fr/train.jsonl", "umsab_fr/valid.jsonl"], split)
    add("efra Macron", ["efra_stance/train.jsonl"], folds)
    add(
        "efra Le Pen (unseen target)",
        ["efra_stance/train.jsonl", "efra_stance/extra_majority.jsonl"],
        lambda train, extra: (
            "Macron / Le Pen",
            [Fold(train, [row for row in extra if row.target == "Marine Le Pen"])]))
    add("xstance fr", ["xstance/valid.jsonl.gz"], lambda rows: folds(french(rows)))
    add(
        "xstance fr (unseen questions)", ["xstance/valid.jsonl.gz"],
        lambda rows: (
            "5 folds by question",
            cross_validation(french(rows), group=lambda row: row.question)))
    add(
        "absa_semeval16_fr", ["absa_semeval16_fr/train.jsonl", "absa_semeval16_fr/valid.jsonl"],
        split)
    add("xed_fr", ["xed_fr/all.jsonl.gz"], folds)
    add("newsmtsc_en", ["newsmtsc_en/train.jsonl.gz"], folds)
    add(
        "semeval2016_t6_en", ["semeval2016_t6_en/train.jsonl", "semeval2016_t6_en/valid.jsonl"],
        split)
    return found, missing


def corpus_split(folder):
    """File → part of the fixed split; without a split file, one folder in five is the test."""
    table = folder / "splits.tsv"
    parts = {}
    if table.exists():
        for line in table.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) >= 2 and not line.startswith("#") and cells[0] != "file":
                parts[cells[0]] = cells[1]
        return parts, "fixed split"
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".txt", ".jsonl"}:
            name = str(path.relative_to(folder))
            parts[name] = "test" if digest(name.split("/")[0]) % 5 == 0 else "train"
    return parts, "folders by hash"


def corpus(folder, stance, model):
    """The labelled paragraphs of the project's own articles, as `stance score` reads them."""
    folder = pathlib.Path(folder)
    parts, how = corpus_split(folder)
    fold = Fold([], [])
    articles = []
    for name, part in parts.items():
        if part not in {"train", "test"}:
            continue
        path = folder / name
        files = fold.train_files if part == "train" else fold.test_files
        files.append(str(path))
        if path.suffix == ".jsonl":
            rows = records(path)
            for row in rows:
                row.group = row.id if row.group == row.text else row.group
            (fold.train if part == "train" else fold.test).extend(rows)
        else:
            articles.append((str(path), part))
    lines = subprocess.run(
        [stance, "score", "--format", "jsonl", *model, *(path for path, _ in articles)],
        stdout=subprocess.PIPE).stdout.splitlines()
    if not lines:
        raise SystemExit("stance scored no article of the corpus: see above")
    part_of, bytes_of = dict(articles), {}
    for line in lines:
        unit = json.loads(line)
        if unit["kind"] != "body" or unit["gold"] is None:
            continue
        path = unit["file"]
        raw = bytes_of.setdefault(path, pathlib.Path(path).read_bytes())
        low, high = unit["range"]
        rows = fold.train if part_of[path] == "train" else fold.test
        rows.append(
            Row(
                id=f"{path}:{unit['line']}", text=raw[low:high].decode(), label=unit["gold"],
                group=path, target=pathlib.Path(path).parent.name, place=(path, unit["line"])))
    return Set("corpus", how, [fold])
