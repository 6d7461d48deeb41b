#!/usr/bin/env python3
"""Quality of stance beside its peers: the same rows, the same splits, one table.

    swift build -c release --product stance
    python3 Evaluation/benchmarks/quality/run.py --data ../shared/data
"""

import argparse
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import support

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--data", default=str(support.ROOT.parent / "shared" / "data"),
        help="folder of the third-party sets (default: ../shared/data beside the repository)")
    parser.add_argument("--stance", help="the program (default: the release build here)")
    parser.add_argument("--model", help="a model in place of the shipped one")
    parser.add_argument("--sets", default="", help="only sets whose name has one of these words")
    parser.add_argument("--systems", default="", help="only systems whose name has one of these")
    parser.add_argument("--tuned", action="store_true", help="scikit-learn with C searched, too")
    parser.add_argument("--no-report", action="store_true", help="print only")
    return parser.parse_args()


def scores(gold, predicted, labels):
    """Macro-F1 over the labels that occur in gold or predictions, and accuracy."""
    from sklearn.metrics import accuracy_score, f1_score
    return {
        "macro_f1": round(float(f1_score(
            gold, predicted, labels=labels, average="macro", zero_division=0)), 4),
        "accuracy": round(float(accuracy_score(gold, predicted)), 4),
    }


def wanted(name, words):
    return not words or any(word.strip().lower() in name.lower() for word in words.split(","))


def systems(options, stance):
    import systems as all_systems
    s = all_systems
    result = [s.Majority(), s.VaderFrench(), s.TextBlobFrench()]
    for characters in [False, True]:
        for estimator in ["LogisticRegression", "LinearSVC"]:
            result.append(s.ScikitLearn(characters, estimator))
    if options.tuned:
        result.append(s.ScikitLearn(True, "LogisticRegression", tuned=True))
    if fasttext := support.find_program(["fasttext"], "fasttext"):
        result.append(s.FastText(fasttext))
    grams = ["words", "characters", "window", "joined"]
    result += [
        s.Stance(stance, "stance, lexicon and rules only", without=grams),
        s.Stance(stance, "stance, n-grams only", without=["lexicon"]),
        s.Stance(stance, "stance"),
    ]
    model = ["--model", options.model] if options.model else []
    shipped = [
        s.Stance(stance, "stance, shipped model", shipped=model),
        s.Stance(stance, "stance, shipped model, each paragraph alone", shipped=model, alone=True),
    ]
    chosen = [x for x in result if wanted(x.name, options.systems)]
    return chosen, [x for x in shipped if wanted(x.name, options.systems)]


def measure(system, data):
    from systems import Unfit
    gold, predicted = [], []
    start = time.monotonic()
    with tempfile.TemporaryDirectory(dir=support.BUILD) as folder:
        for number, fold in enumerate(data.folds):
            place = pathlib.Path(folder) / str(number)
            place.mkdir()
            try:
                found = system.predict(fold, data.labels, place)
            except Unfit as reason:
                return {"skipped": str(reason)}
            gold += [row.label for row in fold.test]
            predicted += found
    seconds = round(time.monotonic() - start, 2)
    return {**scores(gold, predicted, data.labels), "n": len(gold), "seconds": seconds}


def main():
    options = arguments()
    support.enter_environment(HERE / "requirements.txt")
    import sets as all_sets
    stance = support.find_stance(options.stance)
    chosen, shipped = systems(options, stance)
    found, missing = all_sets.external(options.data)
    model = ["--model", options.model] if options.model else []
    found.insert(0, all_sets.corpus(support.ROOT / "Evaluation" / "corpus", stance, model))
    for name in missing:
        support.note(f"skipped: {name} is not below {options.data}")
    results, rows = [], []
    for data in found:
        if not wanted(data.name, options.sets):
            continue
        for system in chosen + (shipped if data.name == "corpus" else []):
            result = measure(system, data)
            results.append({"set": data.name, "split": data.how, "system": system.name, **result})
            support.note(f"{data.name} · {system.name}: {result}")
            rows.append([
                f"{data.name} ({data.how})", system.name, percent(result.get("macro_f1")),
                percent(result.get("accuracy")), result.get("n"), result.get("seconds")])
    text = report(rows)
    print(text)
    if options.no_report:
        return
    folder = support.ROOT / "Evaluation" / "reports" / "quality"
    value = {
        "date": support.today(), "commit": support.commit(), "machine": support.machine(),
        "blas": support.blas_of(stance),
        "versions": support.versions(["scikit-learn", "vaderSentiment-fr", "textblob-fr"]),
        "results": results, "absent": missing,
    }
    path = support.write_json(value, folder, support.today())
    path.with_suffix(".md").write_text(
        f"# Quality beside peers, {support.today()}\n\nCommit {value['commit']}; settings in"
        f" `Evaluation/benchmarks/quality/README.md`.\n\n{text}\n")
    support.note(f"written: {path.relative_to(support.ROOT)}")


def percent(value):
    return None if value is None else f"{100 * value:.1f}"


def report(rows):
    header = ["set", "system", "macro-F1 %", "accuracy %", "n", "seconds"]
    return support.table(header, rows)


if __name__ == "__main__":
    main()
