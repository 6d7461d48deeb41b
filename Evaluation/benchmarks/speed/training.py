"""Training and the solver beside scikit-learn and LIBLINEAR; rows for a table, a value for JSON."""

import json
import pathlib
import subprocess
import sys
import tempfile

import measure
import numpy as np
import support
from sklearn.datasets import load_svmlight_file

HERE = pathlib.Path(__file__).resolve().parent
# Least relative gaps to the minimum: the one that a user would stop at, and one far below it.
GAPS = [1e-4, 1e-7]
# Relative norms of the gradient at which a solver may stop, loosest first.
TOLERANCES = [factor * 10.0**-power for power in range(1, 6) for factor in (1, 0.5, 0.2)]


def compare(options, stance, folder, bench):
    """End to end on cls_fr, and the solver alone on scikit-learn's matrix beside LIBLINEAR."""
    data = pathlib.Path(options.data) / "cls_fr" / "train.jsonl.gz"
    if not data.exists():
        support.note(f"skipped: training; {data} is not there")
        return None, None
    c = 1
    script = HERE / "peers" / "scikit_train.py"
    with tempfile.TemporaryDirectory(dir=folder) as place:
        place = pathlib.Path(place)
        matrix = place / "matrix.txt"
        peer = []

        def scikit():
            extra = [] if peer else [str(matrix)]
            peer.append(json.loads(subprocess.run(
                [sys.executable, script, data, str(c), place / "peer.pickle", *extra],
                check=True, capture_output=True, text=True).stdout))
            return {"seconds": peer[-1]["seconds"], "cpu": peer[-1]["cpu"]}

        fit = [stance.program, "train", data, "-o", place / "model.safetensors"]
        search = list(fit)
        everything = [*fit, "--strength", str(c)]
        fit += ["--strength", str(c)]
        # The families that the peer has: words, characters; and the lexicon.
        for family in ["window", "joined", "opening", "target", "latent"]:
            fit += ["--without", family]
        runs = measure.alternating(
            {"stance": lambda: measure.run(fit), "scikit-learn": scikit}, options.rounds)
        searched, tried = measure.run(search), measure.run(everything)
        seconds = {name: measure.median(results) for name, results in runs.items()}
        cpu = {name: measure.median(results, "cpu") for name, results in runs.items()}
        value = {
            "c": c, "stance_seconds": measure.rounded(seconds["stance"]),
            "scikit_seconds": measure.rounded(seconds["scikit-learn"]),
            "scikit_features_seconds": measure.rounded(peer[0]["seconds_features"]),
            "scikit_fit_seconds": measure.rounded(peer[0]["seconds_fit"]),
            "stance_cpu": measure.rounded(cpu["stance"]),
            "scikit_cpu": measure.rounded(cpu["scikit-learn"]),
            "nonzeros": peer[0]["nonzeros"],
            "ratio": measure.rounded(seconds["scikit-learn"] / seconds["stance"], 2),
            "families_seconds": measure.rounded(tried["seconds"]),
            "search_seconds": measure.rounded(searched["seconds"]),
            "search_over_fit": measure.rounded(searched["seconds"] / seconds["stance"], 2)}
        rows = [
            ["stance train, one C", value["stance_seconds"], 1, value["stance_cpu"]],
            ["scikit-learn, one C", value["scikit_seconds"], value["ratio"], value["scikit_cpu"]],
            ["stance train, one C, families and latent directions tried",
             value["families_seconds"], measure.rounded(tried["seconds"] / seconds["stance"], 2),
             measure.rounded(tried["cpu"])],
            ["stance train, search over C and families", value["search_seconds"],
             value["search_over_fit"], measure.rounded(searched["cpu"])]]
        if bench:
            value["solver"] = solver(options, matrix, c, bench, peer[0], place)
            rows += solver_rows(value["solver"])
    return support.table(["", "seconds", "÷ stance", "processor s"], rows), value


def solver(options, matrix, c, bench, peer, place):
    """Solver only: our program times itself; LIBLINEAR's reading is taken off.

    Beside LIBLINEAR, which fits no bias here, each stops at the loosest of its own tolerances that
    brings the objective within each of GAPS of the least.
    """
    def ours(tolerance, *words):
        return json.loads(subprocess.run(
            [bench, "solve", matrix, str(c), str(tolerance), *words], check=True,
            capture_output=True, text=True).stdout)

    exact = ours(1e-9)["objective"]
    result = {"objective_scikit": peer["objective_per_row"], "objective_exact": exact}
    runs = [ours(1e-4) for _ in range(options.rounds)]
    result["stance_seconds"] = measure.rounded(measure.median(runs))
    result["stance_gap"] = (runs[0]["objective"] - exact) / exact
    result["scikit_seconds"] = measure.rounded(peer["seconds_fit"])
    result["scikit_gap"] = (peer["objective_per_row"] - exact) / exact
    if program := support.find_program(["liblinear-train", "train"], "liblinear-tools"):
        result["beside_liblinear"] = beside_liblinear(
            options, matrix, c, place / "liblinear.model", program,
            lambda tolerance: ours(tolerance, "--no-bias"))
    return result


def beside_liblinear(options, matrix, c, model, program, ours):
    rows, signs = load_svmlight_file(str(matrix))
    least = ours(1e-9)["objective"]

    def liblinear(epsilon):
        return measure.run(
            [program, "-s", "0", "-c", str(c), "-B", "-1", "-e", str(epsilon), matrix, model])

    def liblinear_gap(epsilon):
        liblinear(epsilon)
        head, weights = model.read_text().split("\nw\n")
        first = next(line for line in head.split("\n") if line.startswith("label")).split()[1]
        w = np.array(weights.split(), dtype=float)[:rows.shape[1]]
        margins = np.where(signs == float(first), 1, -1) * (rows @ w)
        value = (np.logaddexp(0, -margins).sum() + 0.5 / c * w @ w) / rows.shape[0]
        return (value - least) / least

    def stance_gap(tolerance):
        return (ours(tolerance)["objective"] - least) / least

    result = []
    for most in GAPS:
        chosen = {}
        for name, gap in [("stance", stance_gap), ("liblinear", liblinear_gap)]:
            gaps = ((tolerance, gap(tolerance)) for tolerance in TOLERANCES)
            chosen[name] = next(pair for pair in gaps if pair[1] <= most)
        timed = measure.alternating(
            {"read": lambda: liblinear(1e9), "liblinear": lambda: liblinear(chosen["liblinear"][0]),
             "stance": lambda: ours(chosen["stance"][0])}, options.rounds)
        seconds = measure.median(timed["liblinear"]) - measure.median(timed["read"])
        result.append({
            "gap": most,
            "stance_tolerance": chosen["stance"][0], "stance_gap": chosen["stance"][1],
            "stance_seconds": measure.rounded(measure.median(timed["stance"])),
            "liblinear_tolerance": chosen["liblinear"][0], "liblinear_gap": chosen["liblinear"][1],
            "liblinear_seconds": measure.rounded(seconds)})
    return result


def solver_rows(value):
    base = value["stance_seconds"]
    rows = [
        [f"solver alone: stance (gap {value['stance_gap']:.0e})", base, 1, ""],
        [f"solver alone: scikit-learn lbfgs (gap {value['scikit_gap']:.0e})",
         value["scikit_seconds"], measure.rounded(value["scikit_seconds"] / base, 2), ""]]
    for pair in value.get("beside_liblinear", []):
        plain = pair["stance_seconds"]
        within = f"no bias, gap at most {pair['gap']:.0e}"
        rows += [
            [f"solver alone, {within}: stance (gap {pair['stance_gap']:.0e})", plain, 1, ""],
            [f"solver alone, {within}: LIBLINEAR -s 0 (gap {pair['liblinear_gap']:.0e})",
             pair["liblinear_seconds"], measure.rounded(pair["liblinear_seconds"] / plain, 2), ""]]
    return rows
