"""Runs a command and writes its seconds, processor seconds and largest resident size to a file.

    python3 -ISE launch.py RESULT COMMAND...

A process of its own: a child counts the memory of the program that forked it, until it becomes another
program, as its largest. This one is small, the benchmark is not.
"""

import os
import sys
import time

result, command = sys.argv[1], sys.argv[2:]
start = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
with open(result, "w", encoding="ascii") as file:
    print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, file=file)
sys.exit(os.waitstatus_to_exitcode(status))
