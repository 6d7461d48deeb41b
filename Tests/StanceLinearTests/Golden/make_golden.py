"""Makes the fixtures of StanceLinearTests: numbers from scikit-learn, numpy and scipy.

    python3 make_golden.py

Format: a line `name rows columns`, then one line per row with its numbers; `#` starts a comment.
Numbers are written so that they read back exactly; sparse values are exact in single precision.
"""

import os

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

HERE = os.path.dirname(os.path.abspath(__file__))


def write(name, comment, arrays):
    with open(os.path.join(HERE, name + ".txt"), "w") as f:
        f.write(f"# {comment}\n")
        f.write(f"# numpy {np.__version__}, scipy {scipy.__version__}, ")
        f.write(f"scikit-learn {sklearn.__version__}\n")
        for key, value in arrays.items():
            value = np.atleast_2d(np.asarray(value, dtype=float))
            f.write(f"{key} {value.shape[0]} {value.shape[1]}\n")
            for row in value:
                f.write(" ".join(repr(float(v)).removesuffix(".0") for v in row) + "\n")


def data(seed, rows, dense, sparse, classes):
    rng = np.random.default_rng(seed)
    block = np.round(rng.normal(size=(rows, dense)), 3)
    mask = rng.random((rows, sparse)) < 0.35
    values = np.round(rng.random((rows, sparse)) * 64) / 32 * mask
    truth = rng.normal(size=(dense + sparse, classes))
    scores = np.hstack([block, values]) @ truth + rng.gumbel(size=(rows, classes)) * 1.5
    return block, values, scores.argmax(axis=1), rng


def logistic(name, seed, rows, dense, sparse, classes, c, weights=None, samples=False, bias=True):
    block, values, labels, rng = data(seed, rows, dense, sparse, classes)
    assert len(set(labels)) == classes
    sample = np.round(rng.random(rows) * 3, 2) if samples else np.ones(rows)
    if weights == "balanced":
        class_weight = "balanced"
    elif weights:
        class_weight = dict(enumerate(weights))
    else:
        class_weight = None
    model = LogisticRegression(
        C=c, class_weight=class_weight, fit_intercept=bias, solver="newton-cg", tol=1e-12,
        max_iter=10000,
    )
    x = np.hstack([block, values])
    # "balanced" counts rows, not their weights, in scikit-learn: the fixture uses one or the other.
    assert not (samples and weights == "balanced")
    model.fit(x, labels, sample_weight=sample)
    if weights == "balanced":
        class_weights = rows / (classes * np.bincount(labels))
    else:
        class_weights = np.array(weights if weights else np.ones(classes))
    write(
        name,
        f"LogisticRegression C={c} class_weight={weights} sample_weight={samples} bias={bias}",
        {
            "settings": [classes, c, 1 if bias else 0],
            "dense": block,
            "sparse": values,
            "labels": labels,
            "sample_weights": sample,
            "class_weights": class_weights,
            "coefficients": model.coef_,
            "intercept": model.intercept_ if bias else np.zeros(model.coef_.shape[0]),
            "probabilities": model.predict_proba(x),
        },
    )


def svd():
    rng = np.random.default_rng(77)
    a = np.round(rng.normal(size=(40, 25)) * 32) / 32 * (rng.random((40, 25)) < 0.4)
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    write("svd", "numpy.linalg.svd", {"matrix": a, "singular_values": s, "right": vt.T})


def temperature(name, seed, rows, classes, truth):
    rng = np.random.default_rng(seed)
    scores = np.round(rng.normal(size=(rows, classes)) * 3, 4)
    p = np.exp(log_softmax(scores / truth, axis=1))
    labels = np.array([rng.choice(classes, p=row) for row in p])

    def loss(beta):
        return -log_softmax(scores * beta, axis=1)[np.arange(rows), labels].mean()

    best = minimize_scalar(loss, bounds=(1e-6, 50), method="bounded", options={"xatol": 1e-12})
    write(
        name,
        "scipy.optimize.minimize_scalar over 1/T",
        {
            "scores": scores,
            "labels": labels,
            "temperature": [1 / best.x],
            "loss": [loss(1.0), best.fun],
        },
    )


if __name__ == "__main__":
    logistic("binary-c1", 1, 60, 3, 8, 2, 1.0)
    logistic("binary-c0.05-balanced", 2, 80, 2, 10, 2, 0.05, weights="balanced")
    logistic("binary-c20-samples-no-bias", 3, 70, 3, 6, 2, 20.0, samples=True, bias=False)
    logistic("binary-sparse-only", 4, 50, 0, 12, 2, 2.0)
    logistic("three-c1", 5, 90, 3, 8, 3, 1.0)
    logistic("three-c10-samples", 6, 90, 4, 6, 3, 10.0, samples=True)
    logistic("three-c0.1-classes-samples", 7, 80, 3, 9, 3, 0.1, weights=[0.5, 2, 1.25], samples=True)
    logistic("three-c3-balanced", 8, 100, 0, 10, 3, 3.0, weights="balanced")
    logistic("three-dense-only", 9, 60, 5, 0, 3, 1.0)
    logistic("five-c100", 10, 150, 3, 5, 5, 100.0)
    svd()
    temperature("temperature-two", 11, 200, 2, 2.5)
    temperature("temperature-three", 12, 300, 3, 0.4)
