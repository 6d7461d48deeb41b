"""The worst errors, as `stance evaluate --format markdown` tells them, with a person's reasons."""

import html
import re


def reasons(path):
    """Place → reason, from a table with the columns place and reason."""
    found = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            place, mark, reason = line.partition("\t")
            if mark and reason.strip() and place != "place":
                found[place] = reason.strip()
    return found


def section(markdown, table):
    """The section on errors; each quoted text gets a line for its reason.

    Places without a reason are added to the table, for a person to fill.
    """
    known = reasons(table)
    start = markdown.index("## Errors")
    end = markdown.find("\n## ", start + 5)
    lines, result, places = markdown[start:end].strip().splitlines(), [], []
    place = None
    for line in [*lines, ""]:
        if place and not line.startswith("  "):
            result.append(f"  - reason: {known.get(place, '*to be written*')}")
            place = None
        if match := re.match(r"- <code>(.*?)</code>", line):
            place = html.unescape(match.group(1)).replace("\\", "")
            places.append(place)
        result.append(line)
    missing = [name for name in places if name not in known]
    lines = [f"{name}\t{reason}" for name, reason in known.items()]
    table.parent.mkdir(exist_ok=True)
    table.write_text(
        "place\treason\n" + "".join(f"{x}\n" for x in lines + [f"{x}\t" for x in missing]),
        encoding="utf-8")
    text = "\n".join(result).strip()
    return text.replace(
        "## Errors", "## The worst errors on the own test splits", 1) + "\n"
