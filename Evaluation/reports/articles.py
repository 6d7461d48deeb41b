"""Articles that are held apart: numbers and line numbers, never a word of them."""

import dataclasses
import json

import numbers_of
import support

LABELS = numbers_of.LABELS
WORDS = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}


@dataclasses.dataclass
class Result:
    text: str
    value: list


def kappa(pairs):
    """Cohen's kappa of two lists of labels; None where chance alone agrees wholly."""
    n = len(pairs)
    seen = sum(a == b for a, b in pairs) / n
    chance = sum(
        sum(a == label for a, _ in pairs) * sum(b == label for _, b in pairs) for label in LABELS
    ) / n**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def measure(stance, folder):
    """The section on all articles below a folder; None, with a word, when there are none."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        support.note(f"skipped: no articles below {folder}; give --articles FOLDER")
        return None
    annotated = annotations(folder)
    rows, details, value = [], [], []
    for path in files:
        units = [
            json.loads(line)
            for line in stance.text("score", str(path), "--format", "jsonl").splitlines()]
        scored = [unit for unit in units if unit["label"]]
        counts = [sum(unit["label"] == label for unit in scored) for label in LABELS]
        scores = [unit["score"] for unit in scored]
        furniture = sum(unit["kind"] == "furniture" for unit in units)
        rows.append([
            path.name, len(scored), furniture, *counts,
            numbers_of.signed(sum(scores) / len(scores)) if scores else None,
            sum(bool(unit["about_target"]) for unit in scored)])
        labels = annotated.get(path.name, {})
        gold = [unit for unit in scored if unit["gold"]]
        value.append({
            "file": path.name,
            "units": [
                {"line": unit["line"], "label": unit["label"], "score": unit["score"],
                 "gold": unit["gold"], **labels.get(unit["line"], {})} for unit in scored]})
        if gold or labels:
            details.append(judged(stance, path, scored, gold, labels))
        else:
            details.append(plain(path, scored))
    text = (
        f"## {WORDS.get(len(files), len(files))} articles held apart: read while building, never trained on\n\n"
        "Numbers and line numbers"
        " only. Not scored: headings, furniture, paragraphs in other languages.\n\n")
    text += support.table(
        ["article", "scored", "furniture", *LABELS, "mean score", "about the target"], rows)
    return Result(text + "\n\n" + "\n".join(details), value)


def annotations(folder):
    """File → line → labels of the annotators, from files labels-*.jsonl."""
    found = {}
    for path in sorted(folder.glob("labels-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            found.setdefault(item["file"], {})[item["line"]] = {
                key: item[key] for key in item if key.startswith("annotator")}
    return found


def plain(path, scored):
    cells = ", ".join(
        f"{unit['line']} {unit['label']} ({numbers_of.signed(unit['score'])})" for unit in scored)
    return f"{path.name}, line by line: {cells}.\n"


def judged(stance, path, scored, gold, labels):
    """An article with labels: agreement with sections and annotators, then line by line."""
    text = ""
    if gold:
        right = sum(unit["gold"] == unit["label"] for unit in gold)
        alone = stance.evaluate(str(path), "--no-context")
        lone = round(alone["accuracy"] * alone["n"])
        text += (
            f"**{path.name}**: {right} of {len(gold)} paragraphs in labelled sections are right"
            f" (Wilson {numbers_of.ends(numbers_of.wilson(right, len(gold)))} %), {lone} with each"
            f" paragraph alone ({numbers_of.ends(numbers_of.wilson(lone, len(gold)))} %). One"
            " article is one draw: nothing follows for others.\n\n")
    names = sorted({name for line in labels.values() for name in line})
    both = [unit for unit in scored if unit["line"] in labels]
    if names and both:
        def pairs(first, second):
            def label(unit, who):
                return unit["label"] if who == "stance" else labels[unit["line"]].get(who)
            return [(label(unit, first), label(unit, second)) for unit in both]
        rows = []
        people = ["stance", *names]
        for i, first in enumerate(people):
            for second in people[i + 1:]:
                found = pairs(first, second)
                same = sum(a == b for a, b in found)
                value = kappa(found)
                rows.append([
                    f"{first} × {second}", f"{same} of {len(found)}",
                    numbers_of.ends(numbers_of.wilson(same, len(found))),
                    None if value is None else f"{value:.2f}"])
        text += support.table(["pair", "same label", "Wilson, %", "kappa"], rows) + "\n\n"
    rows = []
    for unit in scored:
        people = labels.get(unit["line"], {})
        rows.append(
            [unit["line"], unit["label"], numbers_of.signed(unit["score"]), unit["gold"]]
            + [people.get(name) for name in names])
    text += support.table(["line", "stance", "score", "section", *names], rows) + "\n"
    return text
