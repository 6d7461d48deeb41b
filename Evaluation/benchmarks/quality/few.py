"""What a base brings to training on few rows: macro-F1 with and without, on the same draws.

    python3 Evaluation/benchmarks/quality/few.py
    python3 Evaluation/benchmarks/quality/few.py --set cls_fr --base short --rows 50,400
"""

import argparse
import json
import pathlib
import random
import statistics
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))
import sets
import support
import systems


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--data", default=support.others("data"),
        help="folder of the public sets (default: data below $OTHER_TEXTS)")
    parser.add_argument("--stance", help="the program (default: the release build here)")
    parser.add_argument("--set", default="xstance_fr, new questions")
    parser.add_argument("--base", default="proposals")
    parser.add_argument("--rows", default="50,150,400", help="training rows, between commas")
    parser.add_argument("--draws", type=int, default=2, help="draws of rows in each fold")
    return parser.parse_args()


def measured(stance, data, fold, base):
    """Macro-F1 on the fold's test rows of a model trained on its others from a base, or none."""
    import scoring
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        train, test = stance.data(data, fold, folder)
        model = str(folder / "model.safetensors")
        stance.run(["train", *train, "--base", base, "-o", model])
        report = stance.run(["evaluate", *test, "--model", model, "--allow-leak", "--format", "json"])
        predicted = stance.matched(fold, json.loads(report))
    return scoring.scores(fold.test, predicted, data.labels)["macro_f1"]


def main():
    options = arguments()
    support.enter_environment(HERE / "requirements.txt")
    found, _ = sets.external(options.data, all_folds=False)
    data = next((item for item in found if item.name == options.set), None)
    if data is None:
        sys.exit(f"no set {options.set}; there are: " + "; ".join(item.name for item in found))
    stance = systems.Stance(support.find_stance(options.stance), support.ROOT)
    rows = []
    for count in map(int, options.rows.split(",")):
        values = {"none": [], options.base: []}
        for fold in data.folds:
            for draw in range(options.draws):
                chosen = random.Random(draw).sample(fold.train, min(count, len(fold.train)))
                for base in values:
                    values[base].append(measured(stance, data, sets.Fold(chosen, fold.test), base))
        means = [100 * statistics.mean(values[base]) for base in values]
        leads = [b - a for a, b in zip(*values.values())]
        rows.append(
            [count, *(f"{mean:.1f}" for mean in means), f"{sum(lead > 0 for lead in leads)} of {len(leads)}"])
    print(f"{data.name}, macro-F1 in %, mean of {options.draws} draws in each of {len(data.folds)} folds\n")
    print(support.table(["rows", "no base", options.base, "draws in which it leads"], rows))


if __name__ == "__main__":
    main()
