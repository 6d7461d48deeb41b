#!/usr/bin/env python3
"""Quality of stance beside its peers: the same rows, the same splits, one table.

    swift build -c release --product stance
    python3 Evaluation/benchmarks/quality/run.py --data FOLDER
"""

import argparse
import concurrent.futures
import multiprocessing
import os
import pathlib
import resource
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import support

HERE = pathlib.Path(__file__).resolve().parent
#: One thread a system: two systems are measured at a time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--data", default=support.others("data"),
        help="folder of the third-party sets (default: data below $OTHER_TEXTS)")
    parser.add_argument("--stance", help="the program (default: the release build here)")
    parser.add_argument("--model", help="a model in place of the shipped one")
    parser.add_argument("--sets", default="", help="only sets whose name has one of these words")
    parser.add_argument("--systems", default="", help="only systems whose name has one of these")
    parser.add_argument(
        "--variants", action="store_true",
        help="also stance without n-grams or lexicon, scikit-learn with words alone or C searched")
    parser.add_argument("--all-folds", action="store_true", help="all folds of the large sets")
    parser.add_argument(
        "--minutes", type=float, default=15,
        help="begin nothing after this time; what was left out is told (default: 15)")
    parser.add_argument(
        "--keep", action="store_true",
        help="keep today's results of the sets that are not measured now; each names its commit")
    parser.add_argument("--no-report", action="store_true", help="print only")
    return parser.parse_args()


def wanted(name, words):
    return not words or any(word.strip().lower() in name.lower() for word in words.split(","))


def systems(options, stance):
    import systems as s
    result = [s.Majority(), s.VaderFrench(), s.TextBlobFrench()]
    if options.variants:
        result.append(s.ScikitLearn(False, "LogisticRegression"))
    result += [s.ScikitLearn(True, "LogisticRegression"), s.ScikitLearn(True, "LinearSVC")]
    if options.variants:
        result.append(s.ScikitLearn(True, "LogisticRegression", tuned=True))
    if fasttext := support.find_program(["fasttext"], "fasttext"):
        result.append(s.FastText(fasttext))
    if options.variants:
        grams = ["words", "characters", "window", "joined"]
        result += [
            s.Stance(stance, support.ROOT, "stance, lexicon and rules only", without=grams),
            s.Stance(stance, support.ROOT, "stance, n-grams only", without=["lexicon"])]
    model = ["--model", options.model] if options.model else []
    result += [
        s.Stance(stance, support.ROOT, "stance"),
        s.Stance(stance, support.ROOT, "stance, shipped model", shipped=model)]
    return [x for x in result if wanted(x.name, options.systems)]


def cpu_seconds():
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(x.ru_utime + x.ru_stime for x in used)


def measure(system, data, deadline):
    """Predictions of one system for all folds of one set, by the name of the result."""
    from systems import Unfit
    if time.monotonic() > deadline:
        return {"skipped": "out of time"}
    start, found = cpu_seconds(), {}
    with tempfile.TemporaryDirectory(dir=support.BUILD) as folder:
        for number, fold in enumerate(data.folds):
            place = pathlib.Path(folder) / str(number)
            place.mkdir()
            try:
                labels = system.predict(data, fold, place)
            except Unfit as reason:
                return {"skipped": str(reason)}
            for name, part in (labels if isinstance(labels, dict) else {system.name: labels}).items():
                found.setdefault(name, []).extend(part)
    return {"predicted": found, "seconds": round(cpu_seconds() - start, 1)}


#: What the workers share by being forked after it was filled.
SHARED = {}


def task(place):
    data, system = place
    return place, measure(SHARED["systems"][system], SHARED["sets"][data], SHARED["deadline"])


def run(sets, chosen, minutes):
    """All tasks, two at a time, with a line for each that ends."""
    start = time.monotonic()
    SHARED.update(sets=sets, systems=chosen, deadline=start + 60 * minutes)
    places = [(i, j) for i in range(len(sets)) for j in range(len(chosen))]
    results = {}
    context = multiprocessing.get_context("fork")
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        waiting = [pool.submit(task, place) for place in places]
        for ended in concurrent.futures.as_completed(waiting):
            place, result = ended.result()
            results[place] = result
            said = result.get("skipped") or f"{result['seconds']} s of CPU"
            support.note(
                f"{time.monotonic() - start:6.0f} s  {len(results)}/{len(places)}"
                f"  {sets[place[0]].name} · {chosen[place[1]].name}: {said}")
    return results, time.monotonic() - start


def main():
    options = arguments()
    support.enter_environment(HERE / "requirements.txt")
    import report
    import sets as all_sets
    stance = support.find_stance(options.stance)
    chosen = systems(options, stance)
    found, missing = all_sets.external(options.data, options.all_folds)
    found = all_sets.project(support.ROOT, stance) + found
    for name in missing:
        support.note(f"skipped: {name} not below {options.data}; give --data FOLDER")
    found = [data for data in found if wanted(data.name, options.sets)]
    results, seconds = run(found, chosen, options.minutes)
    support.note(f"{seconds:.0f} s in all")
    value = report.value(found, chosen, results, support.commit())
    folder = support.ROOT / "Evaluation" / "reports" / "quality"
    if options.keep:
        value = report.kept(value, folder / f"{support.today()}.json")
    header = {
        "date": support.today(), "commit": support.commit(), "machine": support.machine(),
        "blas": support.blas_of(stance),
        "versions": support.versions(["scikit-learn", "vaderSentiment-fr", "textblob-fr"]),
        "elapsed_seconds": round(seconds), "absent": missing}
    value = {**header, **value}
    text = report.markdown(value)
    print(text)
    if options.no_report:
        return
    path = support.write_json(value, folder, support.today())
    path.with_suffix(".md").write_text(text)
    support.note(f"written: {path.relative_to(support.ROOT)} and .md")


if __name__ == "__main__":
    main()
