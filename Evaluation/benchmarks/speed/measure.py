"""Running a command with the clock on: seconds, processor seconds, largest resident size."""

import os
import statistics
import subprocess
import time


class Failed(Exception):
    pass


def run(command, environment=None, feed=None):
    """Runs to the end with the output thrown away.

    `feed`: a file that another process writes to the command's standard input through a pipe.
    """
    source = None
    null = open(os.devnull, "wb")
    if feed:
        source = subprocess.Popen(["cat", str(feed)], stdout=subprocess.PIPE)
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdin=source.stdout if source else subprocess.DEVNULL,
        stdout=null, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    if source:
        source.stdout.close()
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if source:
        source.wait()
    null.close()
    if process.returncode != 0:
        last = message.decode(errors="replace").strip().splitlines()[-1:]
        raise Failed(f"{command[0]} ended with {process.returncode}: {' '.join(last)[:300]}")
    return {
        "seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime,
        "rss_mb": usage.ru_maxrss / 1024}


def alternating(jobs, rounds):
    """Runs each job once a round, in turns; name → the list of its runs."""
    results = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            results[name].append(job())
    return results


def median(runs, key="seconds"):
    return statistics.median(run[key] for run in runs)


def spread(runs, key="seconds"):
    values = [run[key] for run in runs]
    return [round(min(values), 5), round(max(values), 5)]
