#!/usr/bin/env python3
"""Writes the dated report of the shipped models: Evaluation/reports/model/DATE.md, .json and .html.

    swift build -c release --product stance
    python3 Evaluation/reports/make.py --articles FOLDER

Standard library only; about a minute. The peers' table is that of the newest run of
Evaluation/benchmarks/quality (`--peers` runs it first). Of the articles below `--articles`, which
are not the project's, the report holds numbers and line numbers only; errors on the project's own
texts are quoted. Reasons of errors are written by a person into model/reasons.tsv, which is read
again by each run.
"""

import argparse
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))
sys.path.insert(0, str(HERE))
import articles
import errors
import numbers_of
import support

OWN = {
    "Articles with views, news": "Evaluation/corpus", "Press articles": "Evaluation/press",
    "Blind articles": "Evaluation/blind"}
PHENOMENA = "Evaluation/phenomena"
#: Models for texts that stand alone, with what they were made from.
OTHERS = {"short": "Evaluation/short", "proposals": "Evaluation/proposals"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--articles", default=support.others("articles"),
        help="folder of articles that are held apart (default: articles below $OTHER_TEXTS)")
    parser.add_argument("--stance", help="the program (default: the release build here)")
    parser.add_argument("--model", help="a model file in place of the one in the program")
    parser.add_argument("--peers", action="store_true", help="run the quality benchmark first")
    return parser.parse_args()


class Program:
    def __init__(self, path, model):
        self.path, self.model = path, model

    def text(self, *words):
        if self.model and "--model" not in words:
            words = [*words, self.model] if words[0] == "model" else [*words, "--model", self.model]
        done = subprocess.run(
            [self.path, *words], cwd=support.ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"stance {' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout

    def json(self, *words):
        return json.loads(self.text(*words, "--format", "json"))

    def evaluate(self, *words):
        return self.json("evaluate", *words)


def peers():
    """The table of the newest quality report, with its file's name; None without one."""
    found = sorted((HERE / "quality").glob("*.md"))
    if not found:
        return None
    lines = found[-1].read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("| system"))
    table = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        table.append(line)
    return found[-1].name, "\n".join(table)


def experiments():
    """Options that add the newest learning curve and ablation to a page."""
    words = []
    for kind in ["curve", "ablation"]:
        found = sorted((HERE / "experiments").glob(f"*-{kind}.json"))
        words += ["--experiment", str(found[-1])] if found else []
    return words


def main():
    options = arguments()
    if options.peers:
        subprocess.run(
            [sys.executable, str(HERE.parent / "benchmarks" / "quality" / "run.py")], check=True)
    stance = Program(support.find_stance(options.stance), options.model)
    model = stance.json("model", "info")
    own, sections = {}, []
    for name, source in OWN.items():
        test = stance.evaluate(source, "--split", "test", "--coverage", "0.9")
        alone = stance.evaluate(source, "--split", "test", "--no-context")
        sections += [
            numbers_of.test_split(name, source, test, alone),
            numbers_of.slices(name, test, alone, support.ROOT)]
        key = pathlib.Path(source).name
        own[key] = numbers_of.bare(test)
        own[key + "_alone"] = numbers_of.bare(alone)
    pairs = stance.evaluate(PHENOMENA, "--split", "test")
    others = {
        name: [
            stance.evaluate(source, "--split", "test", "--model", model)
            for model in (name, "default")]
        for name, source in OTHERS.items()}
    support.note("evaluated the own test splits")
    held = articles.measure(stance, pathlib.Path(options.articles))
    worst = errors.section(
        stance.text("evaluate", *OWN.values(), "--split", "test", "--format", "markdown"),
        HERE / "model" / "reasons.tsv")
    title = f"Report of the shipped model, {support.today()}"
    machine = support.machine()
    parts = [
        f"# {title}\n\n`python3 Evaluation/reports/make.py`, commit {support.commit()}; model"
        f" SHA-256 `{model['sha256'][:16]}…`, trained on {numbers_of.trained_on(model)};"
        f" {machine['processor']}, {machine['cores']} cores.\n",
        numbers_of.reading(),
        *sections,
        numbers_of.phenomena(pairs, support.ROOT),
        *(numbers_of.alone(name, OTHERS[name], *tests) for name, tests in others.items()),
        held.text if held else "",
        peers_text(), worst]
    folder = HERE / "model"
    folder.mkdir(exist_ok=True)
    value = {
        "date": support.today(), "commit": support.commit(), "machine": machine,
        "model": {"sha256": model["sha256"], "facts": model.get("facts")},
        **own,
        **{
            key: numbers_of.bare(test) for name, tests in others.items()
            for key, test in zip([name, name + "_by_default"], tests)},
        "phenomena": numbers_of.bare(pairs),
        "phenomena_pairs": numbers_of.pair_counts(pairs, support.ROOT),
        "articles": held.value if held else None}
    path = support.write_json(value, folder, support.today())
    path.with_suffix(".md").write_text("\n".join(part for part in parts if part) + "\n")
    stance.text(
        "evaluate", *OWN.values(), "--split", "test", "--format", "html", *experiments(),
        "-o", str(path.with_suffix(".html")))
    support.note(f"written: {path.relative_to(support.ROOT)}, .md and .html")


def peers_text():
    found = peers()
    if not found:
        return ""
    name, table = found
    return (
        "## Beside its peers\n\nMacro-F1 in %; every system learned from the same rows. Intervals,"
        f" leads and settings: `Evaluation/reports/quality/{name}`.\n\n{table}\n")


if __name__ == "__main__":
    main()
