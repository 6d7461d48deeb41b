"""Scores each paragraph of a file by a TF-IDF pipeline (words 1-2, characters 2-5).

    scikit_score.py fit ROWS MODEL        ROWS: label, tab, text on each line
    scikit_score.py score MODEL FILE      label and probabilities of each paragraph to stdout
"""

import json
import pickle
import sys

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union


def fit(rows, path):
    labels, texts = zip(*(line.rstrip("\n").split("\t", 1) for line in open(rows)))
    union = make_union(
        TfidfVectorizer(ngram_range=(1, 2)),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)))
    model = make_pipeline(union, LogisticRegression(max_iter=500)).fit(texts, labels)
    with open(path, "wb") as file:
        pickle.dump(model, file)


def score(path, text):
    with open(path, "rb") as file:
        model = pickle.load(file)
    labels = list(model.classes_)
    paragraphs = [line for line in open(text, encoding="utf-8") if line.strip()]
    for start in range(0, len(paragraphs), 2000):
        for row in model.predict_proba(paragraphs[start:start + 2000]):
            values = dict(zip(labels, (round(float(value), 4) for value in row)))
            print(json.dumps({"label": labels[row.argmax()], "probabilities": values}))


if sys.argv[1] == "fit":
    fit(*sys.argv[2:])
else:
    score(*sys.argv[2:])
