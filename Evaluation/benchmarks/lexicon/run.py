#!/usr/bin/env python3
"""The French lexicon beside other lists of polar words: what each knows of texts, where signs agree.

    swift build -c release --product stance
    python3 Evaluation/benchmarks/lexicon/run.py LISTS --texts TEXTS

LISTS holds `NAME.tsv` or `NAME.tsv.gz` with the columns term, pos, polarity, score; TEXTS holds
folders of `.txt`, `.jsonl`, `.jsonl.gz`. What is absent is said and left out. The lists serve for
comparison only: nothing of them enters the project.
"""

import argparse
import collections
import csv
import datetime
import gzip
import io
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import support

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ELISION = re.compile(r"^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu)'(?=\w)")
#: Words looked up in one call of the program.
BATCH = 800


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lists", help="folder of the other lists")
    parser.add_argument("--texts", action="append", default=[], help="file or folder of texts")
    parser.add_argument("--stance", help="the program (default: the release build here)")
    parser.add_argument("--disagreements", metavar="NAME", help="print where this list differs")
    parser.add_argument("-o", "--output", help="the page (default: print)")
    return parser.parse_args()


def opened(path):
    raw = path.read_bytes()
    return gzip.decompress(raw).decode() if path.suffix == ".gz" else raw.decode("utf-8-sig")


def normal(word):
    return word.lower().replace("’", "'").replace("œ", "oe").replace("æ", "ae")


def read_list(path):
    """Terms with their sign: 1, −1, or 0 where a list says both or neutral."""
    signs = collections.defaultdict(set)
    value = {"positive": 1, "negative": -1}
    for row in csv.DictReader(io.StringIO(opened(path)), delimiter="\t", quoting=csv.QUOTE_NONE):
        signs[normal(row["term"].replace("_", " "))].add(value.get(row["polarity"], 0))
    return {term: found.pop() if len(found) == 1 else 0 for term, found in signs.items()}


def texts(path):
    """Set name and its texts, French ones only where a record says its language."""
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    for file in files:
        name = file.parent.name if path.is_dir() else file.name
        if file.name.endswith((".jsonl", ".jsonl.gz")):
            for line in filter(None, opened(file).split("\n")):
                record = json.loads(line)
                if record.get("text") and record.get("lang", "fr") == "fr":
                    yield name, record["text"]
        elif file.suffix == ".txt":
            yield name, opened(file)


def words_of(text):
    for found in WORD.findall(text):
        word = normal(found)
        while match := ELISION.match(word):
            word = word[match.end():]
        yield word


def own_values(stance, words):
    """Valence that the shipped lexicon gives to a word by itself, misspellings left out."""
    values = {}
    words = sorted(words)
    for start in range(0, len(words), BATCH):
        batch = words[start:start + BATCH]
        shown = json.loads(subprocess.run(
            [stance, "lexicon", "why", "--format", "json", "--", *batch],
            capture_output=True, text=True, check=True).stdout)
        for word, found in zip(batch, shown):
            rows = [r for r in found["rows"] if r["counts"] and r["found"] == "as written"]
            cues = found["cues"]
            if rows:
                values[word] = rows[0]["row"]["valence"]
            elif len(cues) == 1 and cues[0]["words"].lower().replace("’", "'") == word:
                values[word] = cues[0]["row"]["valence"]
    return values


def coverage_table(stance, lists, places):
    counts = collections.defaultdict(collections.Counter)
    for place in places:
        path = pathlib.Path(place)
        if not path.exists():
            support.note(f"skipped: no texts at {place}")
            continue
        for name, text in texts(path):
            counts[name].update(words_of(text))
    known = own_values(stance, {word for words in counts.values() for word in words})
    columns = {"stance": {word for word, value in known.items() if value}}
    columns.update(
        (name, {term for term, sign in signs.items() if sign}) for name, signs in lists.items())
    lines = ["| texts | words | " + " | ".join(columns) + " |",
             "|---|---:|" + "---:|" * len(columns)]
    for name, words in sorted(counts.items()):
        total = sum(words.values())
        shares = [
            f"{100 * sum(n for word, n in words.items() if word in terms) / total:.1f} %"
            for terms in columns.values()]
        lines.append(f"| {name} | {total:,} | " + " | ".join(shares) + " |")
    return lines


def agreement_table(stance, lists, wanted):
    lines = ["| list | polar terms | shared | signs agree |", "|---|---:|---:|---:|"]
    for name, signs in lists.items():
        polar = {term: sign for term, sign in signs.items() if sign and not term.startswith("-")}
        mine = {term: value for term, value in own_values(stance, polar).items() if value}
        same = sum(1 for term, value in mine.items() if (value > 0) == (polar[term] > 0))
        share = f"{100 * same / len(mine):.1f} %" if mine else "–"
        lines.append(f"| {name} | {len(polar):,} | {len(mine):,} | {share} |")
        if wanted == name:
            for term, value in sorted(mine.items()):
                if (value > 0) != (polar[term] > 0):
                    print(f"{term}\t{value:+.2f}\t{polar[term]:+d}")
    return lines


def main():
    options = arguments()
    stance = support.find_stance(options.stance)
    lists = {}
    folder = pathlib.Path(options.lists)
    for path in sorted(folder.glob("*.tsv*")) if folder.is_dir() else []:
        lists[path.name.split(".")[0]] = read_list(path)
    if not lists:
        support.note(f"skipped: no lists in {options.lists}")
        return
    agreement = agreement_table(stance, lists, options.disagreements)
    if options.disagreements:
        return
    page = [
        "# The French lexicon beside other lists", "",
        f"{datetime.date.today()} · `python3 Evaluation/benchmarks/lexicon/run.py LISTS --texts TEXTS`",
        "", "## Share of running words that a list calls polar", "",
        *coverage_table(stance, lists, options.texts), "",
        "Words as they stand in the text, without expressions of several words. Some lists hold lemmas",
        "only and were made to be used after a lemmatiser; ours inflects its lemmas itself.", "",
        "## Signs", "", *agreement, "",
        "Terms that both call polar; a term that a list calls both positive and negative is left out.",
        ""]
    text = "\n".join(page)
    if options.output:
        pathlib.Path(options.output).write_text(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
