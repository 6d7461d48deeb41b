"""The labelled sets and their splits; every system sees exactly these rows.

Texts stay in memory and in a temporary folder that is deleted; nothing of them is reported.
"""

import collections
import dataclasses
import gzip
import hashlib
import json
import pathlib

import own
from rows import Row

#: Folds that are run of sets so large that all five would take too long; `--all-folds` runs all.
FOLDS_RUN = {"cls_fr": 2, "xed_fr": 2, "newsmtsc_en": 1}


@dataclasses.dataclass
class Fold:
    train: list[Row]
    test: list[Row]


@dataclasses.dataclass
class Set:
    name: str
    how: str
    folds: list[Fold]
    #: What `stance` reads in place of rows, for the project's own sets; its `split` is given.
    sources: list[str] = dataclasses.field(default_factory=list)
    #: The bundled model that was made for such texts.
    model: str = "short"

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
            rows.append(
                Row(
                    text=item["text"], label=item["label"], group=item.get("group") or item["text"],
                    target=item.get("target"), lang=item.get("lang", "fr"),
                    question=item.get("question_id")))
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


def external(folder, all_folds):
    """The sets below `folder` that are there: a list, and the names of those that are not."""
    folder = pathlib.Path(folder)
    found, missing = [], []

    def add(name, files, make, model="short"):
        paths = [folder / file for file in files]
        absent = [file for file, path in zip(files, paths) if not path.exists()]
        if absent:
            missing.append(f"{name}: {', '.join(absent)}")
            return
        how, folds = make(*(records(path) for path in paths))
        run = len(folds) if all_folds else FOLDS_RUN.get(name, len(folds))
        if run < len(folds):
            how = f"{run} of {how}"
        found.append(Set(name, how, folds[:run], model=model))

    def split(train, valid):
        return "train → valid", [Fold(train, valid)]

    def folds(rows):
        return "5 grouped folds", cross_validation(rows)

    def french(rows):
        return [row for row in rows if row.lang == "fr"]

    add("umsab_fr", ["umsab_fr/train.jsonl", "umsab_fr/valid.jsonl"], split)
    add("efra Macron", ["efra_stance/train.jsonl"], folds)
    add(
        "efra Le Pen",
        ["efra_stance/train.jsonl", "efra_stance/extra_majority.jsonl"],
        lambda train, extra: (
            "Macron → Le Pen, a target not seen",
            [Fold(train, [row for row in extra if row.target == "Marine Le Pen"])]))
    add("xstance_fr", ["xstance/valid.jsonl.gz"], lambda rows: folds(french(rows)), "proposals")
    add(
        "xstance_fr, new questions", ["xstance/valid.jsonl.gz"],
        lambda rows: (
            "5 folds by question",
            cross_validation(french(rows), group=lambda row: row.question)), "proposals")
    add("absa_fr", ["absa_semeval16_fr/train.jsonl", "absa_semeval16_fr/valid.jsonl"], split)
    add("semeval_en", ["semeval2016_t6_en/train.jsonl", "semeval2016_t6_en/valid.jsonl"], split)
    add("cls_fr", ["cls_fr/train.jsonl.gz"], folds)
    add("xed_fr", ["xed_fr/all.jsonl.gz"], folds)
    add("newsmtsc_en", ["newsmtsc_en/train.jsonl.gz"], folds)
    return found, missing


def project(root, stance):
    """The project's own texts by their fixed split: the data of the shipped models."""
    def fixed(name, model, sources):
        rows = own.rows(root, sources, stance)
        for row in rows:
            row.group = row.group or row.text
        fold = Fold(
            [row for row in rows if row.split == "train"],
            [row for row in rows if row.split == "test"])
        return Set(name, "train → test", [fold], sources, model)

    return [
        fixed(
            "own", "default", ["Evaluation/corpus", "Evaluation/press", "Evaluation/phenomena"]),
        fixed("short", "short", ["Evaluation/short"]),
        fixed("proposals", "proposals", ["Evaluation/proposals"])]
