"""Recomputes chi_square.tsv with scipy: python3 make_chi_square.py, in this folder"""
import random
from scipy.stats import chi2_contingency

random.seed(7)
lines = ["# present totals chi_square; counts by label separated by commas; scipy chi2_contingency"]
cases = [([5, 0, 0], [50, 40, 30]), ([10, 10, 10], [20, 20, 20]), ([1, 2], [3, 4])]
for _ in range(40):
    k = random.choice([2, 3, 4])
    totals = [random.randint(1, 200) for _ in range(k)]
    present = [random.randint(0, t) for t in totals]
    if 0 < sum(present) < sum(totals):
        cases.append((present, totals))
for present, totals in cases:
    table = [present, [t - p for t, p in zip(totals, present)]]
    value = chi2_contingency(table, correction=False)[0]
    lines.append("%s\t%s\t%r" % (",".join(map(str, present)), ",".join(map(str, totals)), float(value)))
open("chi_square.tsv", "w").write("\n".join(lines) + "\n")
