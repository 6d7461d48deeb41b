"""Makes the golden values of StanceEvaluationTests from peer libraries."""

import importlib.metadata
import math
import os
import warnings

import krippendorff
import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import special, stats
from sklearn import metrics
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa
from statsmodels.stats.proportion import proportion_confint, proportion_effectsize

HERE = os.path.dirname(os.path.abspath(__file__))
warnings.filterwarnings("ignore")


class Fixture:
    def __init__(self, name):
        self.path = os.path.join(HERE, name + ".txt")
        self.lines = [
            "# numpy %s scipy %s scikit-learn %s statsmodels %s krippendorff %s"
            % (np.__version__, scipy.__version__, sklearn.__version__, statsmodels.__version__,
               importlib.metadata.version("krippendorff"))
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
        # the mean over labels, of those that have an area
        if k > 2 and len(set(gold)) == k:
            assert abs(metrics.roc_auc_score(gold, prob, multi_class="ovr", average="macro")
                       - np.mean(areas)) < 1e-12
        out.put(c + "roc_auc_macro", np.nanmean(areas))
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
        out.put(c + "max_error", (gap / np.maximum(counts, 1)).max())
        # area under the coverage-risk curve, mean over many random orders of ties when exact
        order = np.argsort(-confidence, kind="stable")
        s, e = confidence[order], (~right[order]).astype(float)
        for value in np.unique(s):
            e[s == value] = e[s == value].mean()
        out.put(c + "aurc", (np.cumsum(e) / np.arange(1, len(e) + 1)).mean())
        best = np.sort((~right).astype(float))
        out.put(c + "best_aurc", (np.cumsum(best) / np.arange(1, len(best) + 1)).mean())
    out.write()


def intervals():
    out = Fixture("intervals")
    pairs = [(0, 1), (1, 1), (0, 10), (10, 10), (13, 16), (1, 40), (250, 1000), (99999, 100000),
             (7, 29), (3, 5)]
    rows = []
    for k, n in pairs:
        for level in (0.8, 0.95, 0.999):
            w = proportion_confint(k, n, alpha=1 - level, method="wilson")
            rows.append([k, n, level, w[0], w[1]])
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


def comparison():
    out = Fixture("comparison")
    rows = []
    for b, c in [(0, 0), (0, 1), (5, 0), (1, 9), (10, 12), (7, 7), (30, 60), (500, 400)]:
        rows.append([b, c, mcnemar([[3, b], [c, 4]], exact=True).pvalue])
    out.put("mcnemar", rows)
    rows = [[p, q, proportion_effectsize(p, q)] for p, q in
            [(0.5, 0.5), (0.9, 0.6), (0, 1), (1, 0.25), (0.123, 0.456)]]
    out.put("cohen_h", rows)
    # Difference of accuracy under all swaps of whole groups.
    for number, (seed, groups) in enumerate([(1, 5), (2, 8), (3, 10), (4, 11)]):
        rng = np.random.default_rng(seed)
        units = rng.integers(2, 9, size=groups)
        a = rng.binomial(units, 0.75)
        b = rng.binomial(units, 0.5)
        test = stats.permutation_test(
            (a, b), lambda x, y, axis: (x - y).sum(axis=axis) / units.sum(), vectorized=True,
            permutation_type="samples", n_resamples=np.inf, alternative="two-sided")
        c = "r%d." % number
        out.put(c + "units", units)
        out.put(c + "first", a)
        out.put(c + "second", b)
        out.put(c + "difference", test.statistic)
        out.put(c + "p", test.pvalue)
    out.write()


def general_fleiss(ratings, k):
    """Fleiss' kappa with different numbers of ratings, in plain loops."""
    shares, totals = [], [0] * k
    for row in ratings:
        row = [int(v) for v in row if not math.isnan(v)]
        if len(row) < 2:
            continue
        pairs = [(x, y) for i, x in enumerate(row) for j, y in enumerate(row) if i != j]
        shares.append(sum(x == y for x, y in pairs) / len(pairs))
        for v in row:
            totals[v] += 1
    chance = sum((t / sum(totals)) ** 2 for t in totals)
    return (sum(shares) / len(shares) - chance) / (1 - chance), sum(shares) / len(shares)


def agreement():
    out = Fixture("agreement")
    cases = [(1, 40, 2, 3, 0.0, 0.7), (2, 60, 4, 3, 0.0, 0.5), (3, 50, 5, 4, 0.3, 0.6),
             (4, 30, 3, 2, 0.5, 0.3), (5, 25, 2, 5, 0.1, 0.0)]
    for number, (seed, n, raters, k, missing, skill) in enumerate(cases):
        rng = np.random.default_rng(seed)
        truth = rng.integers(0, k, size=n)
        ratings = np.where(rng.random((n, raters)) < skill, truth[:, None],
                           rng.integers(0, k, size=(n, raters))).astype(float)
        ratings[rng.random((n, raters)) < missing] = np.nan
        c = "a%d." % number
        out.put(c + "shape", [n, raters, k])
        out.put(c + "ratings", ratings)
        for level in ("nominal", "ordinal"):
            out.put(c + level, krippendorff.alpha(
                ratings.T, level_of_measurement=level, value_domain=list(range(k))))
        kappa, share = general_fleiss(ratings, k)
        if missing == 0:
            table, _ = aggregate_raters(ratings.astype(int), n_cat=k)
            assert abs(fleiss_kappa(table) - kappa) < 1e-12
        out.put(c + "fleiss", kappa)
        out.put(c + "percent", share)
        both = ~np.isnan(ratings[:, 0]) & ~np.isnan(ratings[:, 1])
        out.put(c + "cohen", metrics.cohen_kappa_score(
            ratings[both, 0].astype(int), ratings[both, 1].astype(int)))
    out.write()


def conformal():
    out = Fixture("conformal")
    for number, (seed, n, k, coverage) in enumerate(
            [(1, 50, 3, 0.9), (2, 19, 4, 0.95), (3, 200, 2, 0.8), (4, 33, 5, 0.5)]):
        rng = np.random.default_rng(seed)
        prob = rng.dirichlet(np.ones(k) * 0.8, size=n)
        gold = np.array([rng.choice(k, p=p) for p in prob])
        lac = 1 - prob[np.arange(n), gold]
        share = min(1, math.ceil(round((n + 1) * coverage, 9)) / n)
        c = "k%d." % number
        out.put(c + "shape", [n, k, coverage])
        out.put(c + "gold", gold)
        out.put(c + "probabilities", prob)
        out.put(c + "lac", np.quantile(lac, share, method="inverted_cdf"))
    out.write()


if __name__ == "__main__":
    classification()
    intervals()
    comparison()
    agreement()
    conformal()
