"""Running a command with the clock on: seconds, processor seconds, largest resident size."""

import concurrent.futures
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

LAUNCH = pathlib.Path(__file__).resolve().parent / "launch.py"


class Failed(Exception):
    pass


def run(command, environment=None, feed=None):
    """Runs to the end with the output thrown away.

    `feed`: a file that another process writes to the command's standard input through a pipe.
    """
    source = None
    if feed:
        source = subprocess.Popen(["cat", str(feed)], stdout=subprocess.PIPE)
    with tempfile.NamedTemporaryFile("r", encoding="ascii") as result:
        done = subprocess.run(
            [sys.executable, "-ISE", str(LAUNCH), result.name, *map(str, command)],
            stdin=source.stdout if source else subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
        values = result.read().split()
    if source:
        source.stdout.close()
        source.wait()
    if done.returncode != 0 or len(values) != 3:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise Failed(f"{command[0]} ended with {done.returncode}: {' '.join(last)[:300]}")
    return dict(zip(["seconds", "cpu", "rss_mb"], map(float, values)))


def side_by_side(commands, environment=None):
    """Runs commands that start together: seconds of the slowest, the sum of everything else."""
    if len(commands) == 1:
        return run(commands[0], environment)
    with concurrent.futures.ThreadPoolExecutor(len(commands)) as pool:
        results = list(pool.map(lambda command: run(command, environment), commands))
    total = {key: sum(result[key] for result in results) for key in results[0]}
    return {**total, "seconds": max(result["seconds"] for result in results)}


def alternating(jobs, rounds):
    """Runs each job once a round, in turns; name → the list of its runs."""
    results = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            results[name].append(job())
    return results


def rounded(value, digits=3):
    return None if value is None else round(value, digits)


def median(runs, key="seconds"):
    return statistics.median(run[key] for run in runs)


def spread(runs, key="seconds"):
    values = [run[key] for run in runs]
    return [round(min(values), 5), round(max(values), 5)]
