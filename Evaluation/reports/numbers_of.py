"""Tables of the report that come from `stance evaluate --format json`."""

import json
import math
import pathlib
import random

import support

LABELS = ["favor", "neutral", "against"]


def percent(value, digits=1):
    return None if value is None else f"{100 * value:.{digits}f}"


def ends(interval, digits=1):
    if not interval or interval.get("low") is None:
        return None
    return f"{percent(interval['low'], digits)} to {percent(interval['high'], digits)}"


def signed(value, digits=2):
    """With its sign; what rounds to zero has none."""
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text.replace("-", "−")


def signed_ends(interval):
    if not interval or interval.get("low") is None:
        return None
    return f"{signed(100 * interval['low'], 1)} to {signed(100 * interval['high'], 1)}"


def wilson(k, n, z=1.959963984540054):
    """Wilson's 95 % interval of k of n; None without trials."""
    if n == 0:
        return None
    p, scale = k / n, 1 + z * z / n
    centre = p + z * z / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return {"low": max(0, (centre - half) / scale), "high": min(1, (centre + half) / scale)}


def macro_f1(pairs):
    """Of (gold, predicted) pairs: the mean F1 of the labels that occur in either."""
    f1 = []
    for label in LABELS:
        hits = sum(gold == label == found for gold, found in pairs)
        both = sum((gold == label) + (found == label) for gold, found in pairs)
        if both:
            f1.append(2 * hits / both)
    return sum(f1) / len(f1) if f1 else None


def by_group(items, replicates=1000):
    """Percentile interval of macro-F1 over resampled groups; None below ten groups."""
    groups = {}
    for item in items:
        groups.setdefault(item["group"], []).append((item["gold"], item["predicted"]))
    if len(groups) < 10:
        return None
    rng, lists, values = random.Random(1), list(groups.values()), []
    for _ in range(replicates):
        drawn = [pair for _ in lists for pair in rng.choice(lists)]
        values.append(macro_f1(drawn))
    values.sort()
    return {"low": values[round(0.025 * replicates)], "high": values[round(0.975 * replicates) - 1]}


def trained_on(model):
    facts = model.get("facts") or {}
    return f"{facts.get('rows', '?')} texts in {facts.get('groups', '?')} groups"


def reading():
    return """## How to read the intervals
All intervals are for 95 %. Those *by article* come from drawing whole articles again: they speak of
other articles of the same kind, by the same authors. They say nothing of other genres, other
authors, or labels given by other people; all own texts were written and labelled by one family of
authors. *Wilson's* take texts as independent, which paragraphs of one article are not: read them as
the least width that is possible. Differences between slices whose intervals overlap are no findings.
"""


def test_split(name, source, test, alone):
    def row(name, key, interval=None):
        cells = [name]
        for report in (test, alone):
            cells += [percent(report[key]), ends(report["intervals"].get(interval or key))]
        return cells
    rows = [
        row("accuracy, by article", "accuracy", "accuracy_by_group"),
        row("accuracy, Wilson", "accuracy"), row("macro-F1", "macro_f1"),
        row("favor/against F1", "favor_against_f1"), row("Cohen’s kappa", "kappa"),
        row("ROC area", "roc_auc"), row("Brier score × 100", "brier"),
        row("calibration error", "ece", "—")]
    text = (
        f"## {name}, test split: {test['n']} texts in {test['groups']} articles and groups\n\n"
        f"`stance evaluate {source} --split test`; in %. *Alone*: each paragraph without its"
        " neighbours (`--no-context`).\n\n")
    text += support.table(
        ["", "in its article", "interval", "alone", "interval"], rows) + "\n\n"
    rows = []
    for name, scores in test["per_label"].items():
        rows.append(
            [name] + [percent(scores[key]) for key in ("precision", "recall", "f1")]
            + [ends(test["intervals"].get(f"f1.{name}")), scores["support"]])
    text += support.table(
        ["label", "precision", "recall", "F1", "F1 by article", "texts"], rows) + "\n\n"
    text += "Rows gold, columns predicted:\n\n"
    text += support.table(
        ["", *test["labels"]],
        [[label, *row] for label, row in zip(test["labels"], test["confusion"])]) + "\n\n"
    rows = [["the model", percent(test["accuracy"]), percent(test["macro_f1"]), None]]
    for x in test["baselines"]:
        rows.append([
            x["name"], percent(x["accuracy"]), percent(x["macro_f1"]),
            signed_ends(x.get("difference", {}).get("macro_f1"))])
    text += support.table(
        ["system", "accuracy", "macro-F1", "lead of the model in macro-F1"], rows) + "\n\n"
    return text + (
        "*Linear without lexicon* is this model with the lexicon’s part held at its mean over these"
        " texts, not trained anew; `Evaluation/reports/experiments` has models trained without.\n"
        ) + conformal(test)


def conformal(test):
    found = test.get("conformal")
    if not found:
        return ""
    return (
        f"\nConformal sets for {percent(found['wanted_coverage'], 0)} %, calibrated on"
        f" {found['calibration_rows']} texts of {found['calibrated_on']}:"
        f" {percent(found['coverage'])} % hold the right label (Wilson"
        f" {ends(found['interval'])} %), {found['mean_size']:.2f} labels a set"
        f" (sets of 0, 1, 2, … labels: {', '.join(map(str, found['sizes']))}).\n")


def slices(name, test, alone, root):
    other = {(x["name"], x["value"]): x for x in alone["slices"]}
    text = f"## {name}: slices\n\n"
    text += (
        "In %; accuracy with Wilson’s interval, macro-F1 with one by article (none below ten"
        " articles, nor where all resamples agree).\n\n")
    names = list(dict.fromkeys(x["name"] for x in test["slices"]))
    for name in names:
        if name == "section":
            text += sections(test, other) + "\n\n"
            continue
        rows = []
        for x in (x for x in test["slices"] if x["name"] == name):
            lone = other.get((name, x["value"]), {})
            rows.append([
                x["value"], x["n"], x["groups"], percent(x["accuracy"]),
                ends(x["accuracy_interval"]), percent(x["macro_f1"]),
                ends(x.get("macro_f1_interval")) if x["groups"] >= 10 else None,
                percent(lone.get("macro_f1"))])
        title = "length in words" if name == "words" else name
        text += support.table(
            [title, "texts", "articles", "accuracy", "Wilson", "macro-F1", "by article",
             "macro-F1 alone"], rows) + "\n\n"
    return text.rstrip() + "\n\n" + unseen(test, alone, root)


def sections(test, other):
    """Sections have one gold label each: macro-F1 would say nothing."""
    rows = []
    for x in (x for x in test["slices"] if x["name"] == "section"):
        lone = other.get(("section", x["value"]), {})
        rows.append([
            x["value"], x["n"], x["groups"], percent(x["accuracy"]),
            ends(x["accuracy_interval"]), percent(lone.get("accuracy")),
            ends(lone.get("accuracy_interval"))])
    return support.table(
        ["section", "texts", "articles", "accuracy", "Wilson", "alone", "Wilson"], rows)


def alone(name, source, test, beside):
    """Texts that stand alone, by register: a model for them, and `default` on the same texts."""
    other = {(x["name"], x["value"]): x for x in beside["slices"]}
    rows = [
        [x["value"], x["n"], percent(x["accuracy"]), ends(x["accuracy_interval"]),
         percent(x["macro_f1"]), ends(x.get("macro_f1_interval")),
         percent(other["register", x["value"]]["macro_f1"])]
        for x in test["slices"] if x["name"] == "register"]
    rows.append([
        "*all*", test["n"], percent(test["accuracy"]), ends(test["intervals"].get("accuracy")),
        percent(test["macro_f1"]), ends(test["intervals"].get("macro_f1")),
        percent(beside["macro_f1"])])
    return (
        f"## The model `{name}`\n\n`stance evaluate {source} --model {name} --split test`;"
        " in %. Texts that stand alone, by authors of whom nothing was trained on;"
        f" calibration error {percent(test['ece'])}. *default*: the model for articles on the same"
        " texts.\n\n" + support.table(
            ["register", "texts", "accuracy", "Wilson", "macro-F1", "by group", "default"],
            rows) + "\n")


def training_targets(root):
    """Targets of the train splits: folders of articles, members of records and of lines. Those of
    texts that stand alone taught other models."""
    found, groups = set(), set()
    folder = root / "Evaluation"
    for line in (folder / "corpus" / "splits.tsv").read_text(encoding="utf-8").splitlines():
        path, _, split = line.partition("\t")
        if split != "train":
            continue
        groups.add(path)
        if path.endswith(".txt"):
            found.add(pathlib.Path(path).parent.name)
    for path in folder.rglob("*.jsonl"):
        if path.parent.name in ("short", "proposals"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line) if line.strip() else {}
            place = f"{path.parent.name}/{path.name}#{item.get('group')}"
            if (item.get("split") == "train" or place in groups) and item.get("target"):
                found.add(item["target"])
    return found


def unseen(test, alone, root):
    known = training_targets(root)
    lone = {(x.get("file"), x.get("line")): x for x in alone["items"]}
    rows = []
    for name, keep in [("met in training", True), ("never met", False)]:
        items = [
            x for x in test["items"] if (x.get("slices", {}).get("target") in known) == keep]
        if not items:
            continue
        others = [lone[x.get("file"), x.get("line")] for x in items]
        def f1(of):
            return percent(macro_f1([(x["gold"], x["predicted"]) for x in of]))
        right = sum(x["gold"] == x["predicted"] for x in items)
        rows.append([
            name, len(items), len({x["group"] for x in items}), percent(right / len(items)),
            ends(wilson(right, len(items))), f1(items), ends(by_group(items)), f1(others),
            ends(by_group(others))])
    return support.table(
        ["target", "texts", "articles", "accuracy", "Wilson", "macro-F1", "by article",
         "macro-F1 alone", "by article"], rows) + "\n"


def pair_counts(report, root):
    """Phenomenon → lines, lines right, pairs, pairs wholly right."""
    pair_of = {}
    for path in sorted((root / "Evaluation" / "phenomena").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line) if line.strip() else {}
            if item:
                pair_of[item["id"]] = (item["phenomenon"], item["pair"])
    pairs = {}
    for item in report["items"]:
        pairs.setdefault(pair_of[item["id"]], []).append(item["gold"] == item["predicted"])
    result = {}
    for (phenomenon, _), right in pairs.items():
        counts = result.setdefault(
            phenomenon, {"lines": 0, "lines_right": 0, "pairs": 0, "pairs_right": 0})
        counts["lines"] += len(right)
        counts["lines_right"] += sum(right)
        counts["pairs"] += 1
        counts["pairs_right"] += all(right)
    return dict(sorted(result.items()))


def phenomena(report, root):
    counts = pair_counts(report, root)
    total = {key: sum(x[key] for x in counts.values()) for key in next(iter(counts.values()))}
    rows = [
        [name.replace("_", " "), x["pairs"], x["pairs_right"],
         ends(wilson(x["pairs_right"], x["pairs"]), 0), percent(x["lines_right"] / x["lines"], 0)]
        for name, x in [*counts.items(), ("*all*", total)]]
    return (
        "## Phenomena: minimal pairs kept apart\n\n`stance evaluate Evaluation/phenomena --split"
        " test`. A pair counts when both of its sentences are right; guesses among three labels get"
        " one pair in nine. With so few pairs a phenomenon’s interval is wide.\n\n" + support.table(
            ["phenomenon", "pairs", "wholly right", "Wilson, %", "lines right, %"], rows) + "\n")


def bare(report):
    """A report without its items, points of curves and list of files."""
    left = {k: v for k, v in report.items() if k not in {"items", "data", "coverage_risk"}}
    left["coverage_risk"] = {
        k: v for k, v in report["coverage_risk"].items() if k != "points"}
    return left
