"""Counts of predictions to numbers: macro-F1, accuracy, and what can be said of a lead."""

import numpy as np

LEVEL = 0.95
REPLICATES = 2000


def groups_of(rows):
    numbers = {name: index for index, name in enumerate(dict.fromkeys(r.group for r in rows))}
    return np.array([numbers[row.group] for row in rows]), len(numbers)


def matrices(rows, predicted, labels):
    """A confusion matrix a group: groups × gold × predicted, with a column for no answer."""
    number = {label: index for index, label in enumerate(labels)}
    group, count = groups_of(rows)
    gold = np.array([number[row.label] for row in rows])
    answer = np.array([number.get(label, len(labels)) for label in predicted])
    result = np.zeros((count, len(labels), len(labels) + 1))
    np.add.at(result, (group, gold, answer), 1)
    return result


def macro_f1(counts):
    """Of matrices … × gold × predicted: the mean F1 of the labels that occur in either."""
    k = counts.shape[-2]
    hits = np.einsum("...ii->...i", counts[..., :k])
    both = counts.sum(-1) + counts[..., :k].sum(-2)
    present = both > 0
    f1 = np.where(present, 2 * hits / np.where(present, both, 1), 0)
    return f1.sum(-1) / present.sum(-1)


def accuracy(counts):
    k = counts.shape[-2]
    return np.einsum("...ii->...", counts[..., :k]) / counts.sum((-1, -2))


def resampled(count, seed=1):
    """How often each group is drawn in each resample; the same for all systems of a set."""
    draws = np.random.default_rng(seed).integers(0, count, size=(REPLICATES, count))
    weights = np.zeros((REPLICATES, count))
    np.add.at(weights, (np.arange(REPLICATES)[:, None], draws), 1)
    return weights


def interval(values):
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return [round(float(low), 4), round(float(high), 4)]


def calibration_error(rows, predicted, bins=10):
    """Mean gap of ten equal bins between how sure the answers are and how many are right,
    weighted by answers (Guo et al. 2017); None where a system does not say how sure it is."""
    if not all(hasattr(label, "sure") for label in predicted):
        return None
    sure = np.array([label.sure for label in predicted])
    right = np.array([row.label == label for row, label in zip(rows, predicted)])
    place = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs((sure - right)[place == k].sum()) for k in range(bins)]
    return round(float(sum(gaps) / len(rows)), 4)


def scores(rows, predicted, labels):
    """Numbers of one system on one set; intervals by percentile bootstrap over groups."""
    counts = matrices(rows, predicted, labels)
    total = counts.sum(0)
    weights = resampled(len(counts))
    drawn = np.tensordot(weights, counts, axes=1)
    return {
        "macro_f1": round(float(macro_f1(total)), 4),
        "macro_f1_interval": interval(macro_f1(drawn)),
        "accuracy": round(float(accuracy(total)), 4),
        "calibration_error": calibration_error(rows, predicted),
        "n": len(rows), "groups": len(counts),
    }


def lead(rows, first, second, labels):
    """Macro-F1 of the first system less that of the second, with its paired interval."""
    a, b = matrices(rows, first, labels), matrices(rows, second, labels)
    weights = resampled(len(a))
    drawn = macro_f1(np.tensordot(weights, a, axes=1)) - macro_f1(np.tensordot(weights, b, axes=1))
    return {
        "lead": round(float(macro_f1(a.sum(0)) - macro_f1(b.sum(0))), 4),
        "interval": interval(drawn),
    }
