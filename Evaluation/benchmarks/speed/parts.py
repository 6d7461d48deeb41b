"""The five measurements; each gives rows for a table and a value for the JSON report."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import inputs
import measure
import support
import tools as programs

MB = 1_000_000


def rounded(value, digits=3):
    return None if value is None else round(value, digits)


def bulk(options, tools, stance, parts, folder, bench):
    """MB/s of every program on the same text, less its start on one paragraph."""
    text = inputs.text_file(folder, parts, options.size * MB, wide=options.wide)
    one = inputs.slice_of(folder, text, 3000)
    jobs, sizes = {}, {}

    def timed(tool, path):
        shares = inputs.shares_of(folder, path, tool.processes)
        return measure.side_by_side([tool.command(share) for share in shares], tool.environment)

    for tool in tools:
        share = inputs.slice_of(folder, text, int(options.size * MB * tool.share)) \
            if tool.share < 1 else text
        sizes[tool.name] = os.path.getsize(share) - os.path.getsize(one)
        jobs[tool.name] = (
            lambda tool=tool, share=share: {
                "long": timed(tool, share), "start": timed(tool, one)})
    if bench:
        sizes["bare pass over the bytes"] = os.path.getsize(text) - os.path.getsize(one)
        jobs["bare pass over the bytes"] = lambda: {
            "long": measure.run([bench, "pass", text]), "start": measure.run([bench, "pass", one])}
    runs = measure.alternating(jobs, options.rounds)

    def speed(name, key):
        net = (
            measure.median([run["long"] for run in runs[name]], key)
            - measure.median([run["start"] for run in runs[name]], key))
        return sizes[name] / MB / max(net, 1e-3)

    base = {key: speed("stance, 1 thread", key) for key in ["seconds", "cpu"]}
    rows, values = [], []
    for name, results in runs.items():
        long = [run["long"] for run in results]
        value = {
            "program": name, "mb": rounded(sizes[name] / MB, 1),
            "seconds": rounded(measure.median(long)), "spread": measure.spread(long),
            "start_seconds": rounded(measure.median([run["start"] for run in results])),
            "mb_per_second": rounded(speed(name, "seconds"), 2),
            "stance_is_faster_by": rounded(base["seconds"] / speed(name, "seconds"), 2),
            "mb_per_cpu_second": rounded(speed(name, "cpu"), 2),
            "stance_is_faster_by_cpu": rounded(base["cpu"] / speed(name, "cpu"), 2),
            "rss_mb": rounded(measure.median(long, "rss_mb"), 1)}
        values.append(value)
        rows.append([
            name, value["mb"], value["mb_per_second"], value["stance_is_faster_by"],
            value["mb_per_cpu_second"], value["stance_is_faster_by_cpu"],
            value["start_seconds"], value["rss_mb"]])
    header = [
        "program", "MB read", "MB/s", "stance ÷ it", "MB/s of processor time", "stance ÷ it",
        "start, s", "resident MB"]
    return support.table(header, rows), values


def start(options, stance, shared, corpus):
    """Wall milliseconds of one article, from the start of the process to its end."""
    article = sorted(corpus.glob("meta/*.txt"))[0]
    builds = {"as built": (stance.program, {})}
    if shared:
        builds["shared libraries"] = (shared, {})
        if library := programs.openblas():
            builds["shared libraries, OpenBLAS"] = (shared, {"LD_PRELOAD": library})
    jobs = {
        (build, form): lambda p=program, e=environment, f=form: measure.run(
            [p, *stance.score(article, form=f)[1:]], e)
        for build, (program, environment) in builds.items() for form in ["json", "text", "html"]}
    runs = measure.alternating(jobs, options.starts)
    rows, values = [], []
    for (build, form), results in runs.items():
        value = {
            "build": build, "format": form, "blas": support.blas_of(builds[build][0]),
            "milliseconds": rounded(1000 * measure.median(results), 2),
            "fastest": rounded(1000 * min(run["seconds"] for run in results), 2),
            "cpu_milliseconds": rounded(1000 * measure.median(results, "cpu"), 2),
            "rss_mb": rounded(measure.median(results, "rss_mb"), 1)}
        values.append(value)
        rows.append([build, form, value["milliseconds"], value["fastest"], value["rss_mb"]])
    header = ["build", "format", "median ms", "fastest ms", "resident MB"]
    return support.table(header, rows), values


def memory(options, stance, parts, folder):
    """Largest resident size for one long input, from a file and through a pipe."""
    size = (1000 if options.full else 100) * MB
    text = inputs.text_file(folder, parts, size)
    rows, values = [], []
    for threads in [1, 2]:
        for way in ["file", "pipe"]:
            found = measure.run(
                stance.score("-" if way == "pipe" else text, threads),
                feed=text if way == "pipe" else None)
            value = {
                "mb": size // MB, "from": way, "threads": threads,
                "rss_mb": rounded(found["rss_mb"], 1), "seconds": rounded(found["seconds"])}
            values.append(value)
            rows.append([f"{size // MB} MB from a {way}", threads, value["rss_mb"],
                         value["seconds"]])
    return support.table(["input", "threads", "resident MB", "seconds"], rows), values


def scaling(options, stance, parts, folder):
    """Seconds from 1 KB up, in paragraphs and as one paragraph."""
    top = 9 if options.full else 8
    series = {"paragraphs": [], "one paragraph": []}
    values, rows = [], []
    for exponent in range(3, top + 1):
        size = 10**exponent
        files = {"paragraphs": inputs.text_file(folder, parts, size)}
        if exponent <= 8:
            files["one paragraph"] = inputs.line_file(folder, parts, size)
        for shape, path in files.items():
            rounds = 7 if exponent <= 6 else 3 if exponent == 7 else 1
            runs = [measure.run(stance.score(path)) for _ in range(rounds)]
            seconds = measure.median(runs)
            series[shape].append((size, seconds))
            values.append({
                "shape": shape, "bytes": size, "seconds": rounded(seconds, 4),
                "rss_mb": rounded(measure.median(runs, "rss_mb"), 1)})
            rows.append([f"{shape}, 10^{exponent} bytes", rounded(seconds, 4),
                         values[-1]["rss_mb"], rounded(size / MB / seconds, 1)])
            if size > 10**8:
                path.unlink()
    return support.table(["input", "seconds", "resident MB", "MB/s"], rows), values, series


def training(options, stance, folder, bench):
    """End to end on cls_fr, and the solver alone on scikit-learn's matrix beside LIBLINEAR."""
    data = pathlib.Path(options.data) / "cls_fr" / "train.jsonl.gz"
    if not data.exists():
        support.note(f"skipped: training; {data} is not there")
        return None, None
    c = 1
    script = programs.HERE / "peers" / "scikit_train.py"
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
            "c": c, "stance_seconds": rounded(seconds["stance"]),
            "scikit_seconds": rounded(seconds["scikit-learn"]),
            "scikit_features_seconds": rounded(peer[0]["seconds_features"]),
            "scikit_fit_seconds": rounded(peer[0]["seconds_fit"]),
            "stance_cpu": rounded(cpu["stance"]), "scikit_cpu": rounded(cpu["scikit-learn"]),
            "nonzeros": peer[0]["nonzeros"],
            "ratio": rounded(seconds["scikit-learn"] / seconds["stance"], 2),
            "families_seconds": rounded(tried["seconds"]),
            "search_seconds": rounded(searched["seconds"]),
            "search_over_fit": rounded(searched["seconds"] / seconds["stance"], 2)}
        rows = [
            ["stance train, one C", value["stance_seconds"], 1, value["stance_cpu"]],
            ["scikit-learn, one C", value["scikit_seconds"], value["ratio"], value["scikit_cpu"]],
            ["stance train, one C, families and latent directions tried",
             value["families_seconds"], rounded(tried["seconds"] / seconds["stance"], 2),
             rounded(tried["cpu"])],
            ["stance train, search over C and families", value["search_seconds"],
             value["search_over_fit"], rounded(searched["cpu"])]]
        if bench:
            value["solver"] = solver(options, matrix, c, bench, peer[0], place)
            rows += solver_rows(value["solver"])
    return support.table(["", "seconds", "÷ stance", "processor s"], rows), value


def solver(options, matrix, c, bench, peer, place):
    """Solver only: our program times itself; LIBLINEAR's reading is taken off."""
    def ours(tolerance, *words):
        return json.loads(subprocess.run(
            [bench, "solve", matrix, str(c), str(tolerance), *words], check=True,
            capture_output=True, text=True).stdout)

    exact = ours(1e-9)["objective"]
    result = {"objective_scikit": peer["objective_per_row"], "objective_exact": exact}
    runs = [ours(1e-4) for _ in range(options.rounds)]
    result["stance_seconds"] = rounded(measure.median(runs))
    result["stance_objective"] = runs[0]["objective"]
    result["stance_gap"] = (runs[0]["objective"] - exact) / exact
    result["scikit_seconds"] = rounded(peer["seconds_fit"])
    result["scikit_gap"] = (peer["objective_per_row"] - exact) / exact
    if program := support.find_program(["liblinear-train", "train"], "liblinear-tools"):
        def liblinear(epsilon):
            return measure.run(
                [program, "-s", "0", "-c", str(c), "-B", "-1", "-e", str(epsilon), matrix,
                 place / "liblinear.model"])
        # LIBLINEAR multiplies its tolerance by min(positive, negative) / rows: one half here.
        timed = measure.alternating(
            {"read": lambda: liblinear(1e9), "all": lambda: liblinear(2e-4),
             "stance": lambda: ours(1e-4, "--no-bias")}, options.rounds)
        for name, key in [("", "seconds"), ("_processor", "cpu")]:
            result["liblinear_seconds" + name] = rounded(
                measure.median(timed["all"], key) - measure.median(timed["read"], key))
        result["stance_seconds_without_bias"] = rounded(measure.median(timed["stance"]))
        result["stance_seconds_without_bias_processor"] = rounded(
            measure.median(timed["stance"], "processor"))
    return result


def solver_rows(value):
    base = value["stance_seconds"]
    rows = [
        [f"solver alone: stance (gap {value['stance_gap']:.0e})", base, 1, ""],
        [f"solver alone: scikit-learn lbfgs (gap {value['scikit_gap']:.0e})",
         value["scikit_seconds"], rounded(value["scikit_seconds"] / base, 2), ""]]
    if "liblinear_seconds" in value:
        plain = value["stance_seconds_without_bias"]
        rows += [
            ["solver alone, no bias: stance", plain, 1,
             value["stance_seconds_without_bias_processor"]],
            ["solver alone, no bias: LIBLINEAR -s 0", value["liblinear_seconds"],
             rounded(value["liblinear_seconds"] / plain, 2),
             value["liblinear_seconds_processor"]]]
    return rows
