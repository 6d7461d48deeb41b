"""Makes the golden values of StanceEvaluationTests from peer libraries."""

import math
import os
import warnings

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import special, stats
from sklearn import metrics
from statsmodels.stats.proportion import proportion_confint

HERE = os.path.dirname(os.path.abspath(__file__))
warnings.filterwarnings("ignore")


class Fixture:
    def __init__(self, name):
        self.path = os.path.join(HERE, name + ".txt")
        self.lines = [
            "# numpy %s scipy %s scikit-learn %s statsmodels %s"
            % (np.__version__, scipy.__version__, sklearn.__version__, statsmodels.__version__)
        ]

    def put(self, name, values):
        values = np.atleast_1d(np.asarray(values, dtype=float)).ravel()
        words = [
            "nan" if math.isnan(v) else str(int(v)) if v == int(v) and abs(v) < 1e15
            else repr(float(v)) for v in values
        ]
        self.lines.append(" ".join([name] + words))

    def write(self):
        with open(self.path, "w") as f:
            f.write("\n".join(self.lines) + "\n")


def defined(value):
    return float("nan") if value is None else value


def classification():
    out = Fixture("classification")
    cases = [
        # seed, n, labels, skill, weights, abstain, labels that occur, digits of probabilities
        (1, 16, 3, 0.6, None, 0.0, None, None),
        (2, 200, 3, 0.5, [0.7, 0.2, 0.1], 0.0, None, None),
        (3, 120, 2, 0.3, None, 0.0, None, 1),
        (4, 150, 5, 0.4, None, 0.0, None, 2),
        (5, 40, 4, 0.5, None, 0.0, [0, 2], None),
        (6, 90, 3, 0.5, [0.2, 0.5, 0.3], 0.25, None, 1),
        (7, 12, 3, -1.0, None, 0.0, None, None),
    ]
    for number, (seed, n, k, skill, weights, abstain, some, digits) in enumerate(cases):
        rng = np.random.default_rng(seed)
        p = np.ones(k) if weights is None else np.array(weights)
        if some is not None:
            p = np.array([1.0 if i in some else 0.0 for i in range(k)])
        gold = rng.choice(k, size=n, p=p / p.sum())
        logits = rng.normal(size=(n, k)) * 0.8
        logits[np.arange(n), gold] += 2 * skill
        if some is not None:
            logits[:, [i for i in range(k) if i not in some]] -= 2
        prob = special.softmax(logits, axis=1)
        if digits is not None:  # many ties
            prob = np.round(prob, digits)
            prob[:, -1] = np.round(1 - prob[:, :-1].sum(axis=1), digits)
            prob = np.abs(prob)
            prob /= prob.sum(axis=1, keepdims=True)
        predicted = prob.argmax(axis=1)
        predicted = np.where(rng.random(n) < abstain, -1, predicted)
        c = "c%d." % number
        out.put(c + "labels", k)
        out.put(c + "gold", gold)
        out.put(c + "predicted", predicted)
        out.put(c + "probabilities", prob)
        names = list(range(k))
        occurring = [i for i in names if i in gold or i in predicted]
        precision, recall, f1, support = metrics.precision_recall_fscore_support(
            gold, predicted, labels=names, zero_division=np.nan)
        # a label that occurs only in gold or only in predicted has F1 0 by definition
        f1_zero = metrics.f1_score(gold, predicted, labels=names, average=None, zero_division=0)
        f1 = [f1_zero[i] if i in occurring else float("nan") for i in names]
        out.put(c + "confusion", metrics.confusion_matrix(gold, predicted, labels=names))
        out.put(c + "precision", precision)
        out.put(c + "recall", recall)
        out.put(c + "f1", f1)
        out.put(c + "support", support)
        out.put(c + "accuracy", metrics.accuracy_score(gold, predicted))
        out.put(c + "macro_f1", metrics.f1_score(
            gold, predicted, labels=occurring, average="macro", zero_division=0))
        out.put(c + "micro_f1", metrics.f1_score(
            gold, predicted, labels=names, average="micro", zero_division=0))
        out.put(c + "favor_against_f1", metrics.f1_score(
            gold, predicted, labels=[0, k - 1], average="macro", zero_division=0)
            if 0 in occurring and k - 1 in occurring else float("nan"))
        out.put(c + "balanced_accuracy", np.nanmean(
            metrics.recall_score(gold, predicted, labels=names, average=None,
                                 zero_division=np.nan)))
        if abstain == 0:
            assert abs(metrics.balanced_accuracy_score(gold, predicted)
                       - np.nanmean(recall)) < 1e-12
        out.put(c + "kappa", metrics.cohen_kappa_score(gold, predicted))
        out.put(c + "log_loss", metrics.log_loss(gold, prob, labels=names))
        onehot = np.eye(k)[gold]
        brier = ((prob - onehot) ** 2).sum(axis=1).mean()
        if k > 2:
            assert abs(metrics.brier_score_loss(gold, prob, labels=names) - brier) < 1e-12
        else:
            assert abs(2 * metrics.brier_score_loss(gold, prob[:, 1]) - brier) < 1e-12
        out.put(c + "brier", brier)
        areas = [metrics.roc_auc_score(gold == i, prob[:, i])
                 if 0 < (gold == i).sum() < n else float("nan") for i in names]
        out.put(c + "roc_auc", areas)
        kept = predicted >= 0
        confidence = prob[kept, predicted[kept]]
        right = predicted[kept] == gold[kept]
        edges = np.arange(11) / 10
        bins = np.clip(np.digitize(confidence, edges, right=True) - 1, 0, 9)
        counts = np.bincount(bins, minlength=10)
        gap = np.array([abs(right[bins == b].sum() - confidence[bins == b].sum())
                        for b in range(10)])
        out.put(c + "bins", counts)
        out.put(c + "ece", gap.sum() / kept.sum())
        # area under the coverage-risk curve, mean over many random orders of ties when exact
        order = np.argsort(-confidence, kind="stable")
        s, e = confidence[order], (~right[order]).astype(float)
        for value in np.unique(s):
            e[s == value] = e[s == value].mean()
        out.put(c + "aurc", (np.cumsum(e) / np.arange(1, len(e) + 1)).mean())
    out.write()


def intervals():
    out = Fixture("intervals")
    pairs = [(0, 1), (1, 1), (0, 10), (10, 10), (13, 16), (1, 40), (250, 1000), (99999, 100000),
             (7, 29), (3, 5)]
    rows = []
    for k, n in pairs:
        for level in (0.8, 0.95, 0.999):
            w = proportion_confint(k, n, alpha=1 - level, method="wilson")
            b = proportion_confint(k, n, alpha=1 - level, method="beta")
            rows.append([k, n, level, w[0], w[1], 0 if k == 0 else b[0], 1 if k == n else b[1]])
    out.put("proportions", rows)
    p = [1e-300, 1e-20, 1e-6, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999999]
    out.put("normal_p", p)
    out.put("normal_quantile", special.ndtri(p))
    x = [-37, -5, -1.5, 0, 0.3, 2, 8]
    out.put("normal_x", x)
    out.put("normal_cdf", special.ndtr(x))
    x = [1e-3, 0.1, 0.5, 1, 1.5, 2, 10, 15.99, 16, 100.5, 1e6]
    out.put("gamma_x", x)
    out.put("log_gamma", special.gammaln(x))
    rows = []
    for a, b in [(0.5, 0.5), (1, 3), (20, 4), (500, 700), (2, 1e5), (1e6, 1e6)]:
        for x in (1e-6, 0.01, 0.3, 0.5, 0.9, 0.99999):
            rows.append([x, a, b, special.betainc(a, b, x)])
    out.put("incomplete_beta", rows)
    # Bootstrap ends from one and the same distribution.
    for number, (seed, n, b) in enumerate([(1, 12, 400), (2, 30, 1000), (3, 6, 333)]):
        rng = np.random.default_rng(seed)
        data = rng.exponential(size=n) ** 1.5
        first = stats.bootstrap((data,), np.mean, n_resamples=b, method="percentile",
                                rng=np.random.default_rng(seed + 10))
        c = "b%d." % number
        out.put(c + "observed", data.mean())
        out.put(c + "values", first.bootstrap_distribution)
        out.put(c + "leave_one_out", [np.delete(data, i).mean() for i in range(n)])
        for level in (0.9, 0.95):
            ends = []
            for method in ("percentile", "bca"):
                again = stats.bootstrap((data,), np.mean, n_resamples=0, method=method,
                                        confidence_level=level, bootstrap_result=first)
                ends += [again.confidence_interval.low, again.confidence_interval.high]
            out.put(c + "ends%d" % round(level * 100), ends)
    out.write()


if __name__ == "__main__":
    classification()
    intervals()
