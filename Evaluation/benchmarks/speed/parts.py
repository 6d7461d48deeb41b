"""Measurements of scoring; each gives rows for a table and a value for the JSON report."""

import os
import pathlib

import inputs
import measure
import support
import tools as programs

MB = 1_000_000


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
            "program": name, "mb": measure.rounded(sizes[name] / MB, 1),
            "seconds": measure.rounded(measure.median(long)), "spread": measure.spread(long),
            "start_seconds": measure.rounded(measure.median([run["start"] for run in results])),
            "mb_per_second": measure.rounded(speed(name, "seconds"), 2),
            "stance_is_faster_by": measure.rounded(base["seconds"] / speed(name, "seconds"), 2),
            "mb_per_cpu_second": measure.rounded(speed(name, "cpu"), 2),
            "stance_is_faster_by_cpu": measure.rounded(base["cpu"] / speed(name, "cpu"), 2),
            "rss_mb": measure.rounded(measure.median(long, "rss_mb"), 1)}
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
            "milliseconds": measure.rounded(1000 * measure.median(results), 2),
            "fastest": measure.rounded(1000 * min(run["seconds"] for run in results), 2),
            "cpu_milliseconds": measure.rounded(1000 * measure.median(results, "cpu"), 2),
            "rss_mb": measure.rounded(measure.median(results, "rss_mb"), 1)}
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
                "rss_mb": measure.rounded(found["rss_mb"], 1), "seconds": measure.rounded(found["seconds"])}
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
                "shape": shape, "bytes": size, "seconds": measure.rounded(seconds, 4),
                "rss_mb": measure.rounded(measure.median(runs, "rss_mb"), 1)})
            rows.append([f"{shape}, 10^{exponent} bytes", measure.rounded(seconds, 4),
                         values[-1]["rss_mb"], measure.rounded(size / MB / seconds, 1)])
            if size > 10**8:
                path.unlink()
    return support.table(["input", "seconds", "resident MB", "MB/s"], rows), values, series
