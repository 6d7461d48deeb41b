"""Trains TF-IDF (words 1-2, characters 2-5) + LogisticRegression on a JSONL set, end to end.

    scikit_train.py DATA C MODEL [MATRIX]   MATRIX: also written in LIBLINEAR's format, untimed

Prints one JSON object: seconds by step, size of the matrix, objective at the end.
"""

import gzip
import json
import pickle
import sys
import time

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

data, strength, path = sys.argv[1], float(sys.argv[2]), sys.argv[3]
start, spent = time.monotonic(), time.process_time()
opener = gzip.open if data.endswith(".gz") else open
rows = [json.loads(line) for line in opener(data, "rt", encoding="utf-8")]
rows = [row for row in rows if not row.get("in_heldout")]
read = time.monotonic()
union = make_union(
    TfidfVectorizer(ngram_range=(1, 2)), TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)))
x = union.fit_transform([row["text"] for row in rows])
labels = np.array([row["label"] for row in rows])
features = time.monotonic()
model = LogisticRegression(C=strength, max_iter=1000).fit(x, labels)
fitted = time.monotonic()
with open(path, "wb") as file:
    pickle.dump((union, model), file)
end, spent = time.monotonic(), time.process_time() - spent

signs = np.where(labels == model.classes_[1], 1.0, -1.0)
margins = signs * model.decision_function(x)
weights = model.coef_.ravel()
value = strength * np.logaddexp(0, -margins).sum() + 0.5 * weights @ weights
print(json.dumps({
    "rows": x.shape[0], "columns": x.shape[1], "nonzeros": int(x.nnz),
    "seconds_read": read - start, "seconds_features": features - read,
    "seconds_fit": fitted - features, "seconds": end - start, "cpu": spent,
    "objective_per_row": value / strength / x.shape[0],
}))
if len(sys.argv) > 4:
    from sklearn.datasets import dump_svmlight_file
    dump_svmlight_file(x.astype(np.float32), signs, sys.argv[4], zero_based=False)
