"""The systems, each with one method: learn from some rows, label others."""

import json
import pathlib
import subprocess
import warnings

from rows import Answer

FAVOR = {"favor", "positive", "pour"}
AGAINST = {"against", "negative", "contre"}
NEUTRAL = {"neutral", "none"}


class Unfit(Exception):
    """The system cannot take part in this set; the text says why."""


def collapse(text):
    return " ".join(text.split())


class Majority:
    name = "majority"

    def predict(self, data, fold, folder):
        labels = data.labels
        counts = {label: sum(row.label == label for row in fold.train) for label in labels}
        best = max(labels, key=lambda label: counts[label])
        return [best] * len(fold.test)


def polarity(data, fold):
    """The set's names of favor, neutral (or None) and against, for what was not trained on it."""
    lower = {label.lower(): label for label in data.labels}
    find = lambda words: next((lower[w] for w in sorted(words) if w in lower), None)
    favor, against, neutral = find(FAVOR), find(AGAINST), find(NEUTRAL)
    if favor is None or against is None:
        raise Unfit("the labels are no polarity")
    if {row.lang for row in fold.test} != {"fr"}:
        raise Unfit("French only")
    return favor, neutral, against


class Polarity:
    """A word-list program: the sign of its score, with the neutral band that its authors advise."""

    band = 0.05

    def predict(self, data, fold, folder):
        favor, neutral, against = polarity(data, fold)
        result = []
        for row in fold.test:
            value = self.score(row.text)
            if neutral is not None and -self.band < value < self.band:
                result.append(neutral)
            else:
                result.append(favor if value >= 0 else against)
        return result


class VaderFrench(Polarity):
    name = "vaderSentiment-fr"

    def __init__(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a dependency of it asks for a faster matcher
            from vaderSentiment_fr.vaderSentiment import SentimentIntensityAnalyzer
        self.analyzer = SentimentIntensityAnalyzer()

    def score(self, text):
        return self.analyzer.polarity_scores(text)["compound"]


class TextBlobFrench(Polarity):
    name = "textblob-fr"

    def __init__(self):
        from textblob import Blobber
        from textblob_fr import PatternAnalyzer, PatternTagger
        self.blobber = Blobber(pos_tagger=PatternTagger(), analyzer=PatternAnalyzer())

    def score(self, text):
        return self.blobber(text).sentiment[0]


class ScikitLearn:
    """TF-IDF of words 1-2, or with characters 2-5 inside words beside them, and a linear model."""

    def __init__(self, characters, estimator, tuned=False):
        features = "words + characters" if characters else "words"
        self.name = f"scikit-learn {features}, {estimator}" + (", C searched" if tuned else "")
        self.characters, self.estimator, self.tuned = characters, estimator, tuned

    def features(self):
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import FeatureUnion
        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        if not self.characters:
            return words
        characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        return FeatureUnion([("words", words), ("characters", characters)])

    def model(self, c):
        if self.estimator == "LinearSVC":
            from sklearn.svm import LinearSVC
            return LinearSVC(C=c)
        from sklearn.linear_model import LogisticRegression
        return LogisticRegression(C=c, max_iter=2000)

    def predict(self, data, fold, folder):
        features = self.features()
        x = features.fit_transform([row.text for row in fold.train])
        y = [row.label for row in fold.train]
        c = self.search(x, y, [row.group for row in fold.train]) if self.tuned else 1.0
        fitted = self.model(c).fit(x, y)
        return list(fitted.predict(features.transform([row.text for row in fold.test])))

    def search(self, x, y, groups):
        """C by macro-F1 over three grouped folds."""
        from sklearn.metrics import f1_score
        from sklearn.model_selection import GroupKFold, cross_val_predict
        names = {name: index for index, name in enumerate(dict.fromkeys(groups))}
        numbers = [names[name] for name in groups]
        scores = {}
        for c in [0.3, 1.0, 3.0, 10.0]:
            held = cross_val_predict(self.model(c), x, y, groups=numbers, cv=GroupKFold(3))
            scores[c] = f1_score(y, held, average="macro", zero_division=0)
        return max(scores, key=scores.get)


class FastText:
    """Word bigrams and character 3-5-grams; 25 epochs, because 5 learn nothing from sets so small."""

    name = "fastText"
    options = ["-wordNgrams", "2", "-minn", "3", "-maxn", "5", "-epoch", "25", "-lr", "0.5",
               "-dim", "50", "-bucket", "200000", "-thread", "1", "-seed", "1", "-verbose", "0"]

    def __init__(self, program):
        self.program = program

    def predict(self, data, fold, folder):
        labels = data.labels
        number = {label: index for index, label in enumerate(labels)}
        train, test = folder / "train.txt", folder / "test.txt"
        train.write_text("".join(
            f"__label__{number[row.label]} {collapse(row.text)}\n" for row in fold.train))
        test.write_text("".join(collapse(row.text) + "\n" for row in fold.test))
        subprocess.run(
            [self.program, "supervised", "-input", str(train), "-output", str(folder / "model"),
             *self.options], check=True, capture_output=True)
        found = subprocess.run(
            [self.program, "predict", str(folder / "model.bin"), str(test)],
            check=True, capture_output=True, text=True).stdout.splitlines()
        return [labels[int(line.removeprefix("__label__") or 0)] for line in found]


class Stance:
    """`stance train` with its defaults, then `stance evaluate`; or the shipped model as it is."""

    def __init__(self, program, root, name="stance", without=(), shipped=None):
        """`shipped`: the options that name a model, none for the bundled ones; None when it is to
        be trained."""
        self.program, self.root, self.name, self.shipped = program, root, name, shipped
        self.without = [word for family in without for word in ("--without", family)]

    def run(self, command):
        done = subprocess.run(
            [self.program, *command], cwd=self.root, capture_output=True, text=True)
        if done.returncode != 0:
            last = done.stderr.strip().splitlines()[-1:] or ["no message"]
            raise Unfit(f"stance {command[0]} ended with {done.returncode}: {last[0][:200]}")
        return done.stdout

    def predict(self, data, fold, folder):
        """The labels; for articles also those of each paragraph without its neighbours."""
        train, test = self.data(data, fold, folder)
        # What was asked for, or the bundled model for texts of this kind.
        model = self.shipped or ["--model", data.model]
        if self.shipped is None:
            path = folder / "model.safetensors"
            self.run(["train", *train, "-o", str(path), *self.without])
            model = ["--model", str(path)]
        elif not data.sources:
            return self.untrained(data, fold, test, model)
        # The splits are this benchmark's own; texts that resemble each other across them are
        # the same for every system.
        command = ["evaluate", *test, *model, "--allow-leak", "--format", "json"]
        result = {self.name: self.matched(fold, json.loads(self.run(command)))}
        if data.model == "default":
            alone = json.loads(self.run([*command, "--no-context"]))
            result[self.name + ", paragraphs alone"] = self.matched(fold, alone)
        return result

    def untrained(self, data, fold, test, model):
        """What the shipped model says of texts that nothing was trained on: the likeliest of its
        labels that the set has."""
        favor, neutral, against = polarity(data, fold)
        names = {"favor": favor, "neutral": neutral, "against": against}
        likely = {}
        for line in self.run(["score", *test, *model, "--format", "jsonl"]).splitlines():
            unit = json.loads(line)
            known = {k: p for k, p in (unit["probabilities"] or {}).items() if names.get(k)}
            best = max(known, key=known.get, default=None)
            # Where nothing can be said, an unknown language: no answer, which is an error.
            likely[unit["id"]] = (
                Answer(names[best], known[best] / sum(known.values())) if known else None)
        keys = [str(number) for number in range(len(fold.test))]
        if lost := [key for key in keys if key not in likely]:
            raise Unfit(f"stance answered {len(likely)} rows of {len(keys)}; it lacks {lost[:1]}")
        return [likely[key] for key in keys]

    def data(self, data, fold, folder):
        if data.sources:
            return [*data.sources, "--split", "train"], [*data.sources, "--split", "test"]
        paths = []
        for name, rows in [("train", fold.train), ("test", fold.test)]:
            path = folder / f"{name}.jsonl"
            with path.open("w", encoding="utf-8") as lines:
                for number, row in enumerate(rows):
                    item = {
                        "id": str(number), "text": row.text, "label": row.label,
                        "group": row.group[:200], "lang": row.lang}
                    if row.target is not None:
                        item["target"] = row.target
                    lines.write(json.dumps(item, ensure_ascii=False) + "\n")
            paths.append([str(path)])
        return paths

    def matched(self, fold, report):
        """Predictions in the order of the rows; a row that `stance` did not read is an error."""
        def answer(item):
            label = item["predicted"]
            return label and Answer(label, item["probabilities"][label])

        if fold.test[0].place:
            found = {(item["file"], item["line"]): answer(item) for item in report["items"]}
            keys = [row.place for row in fold.test]
        else:
            found = {item["id"]: answer(item) for item in report["items"]}
            keys = [str(number) for number in range(len(fold.test))]
        lost = [key for key in keys if key not in found]
        if lost or len(found) != len(keys):
            raise Unfit(
                f"stance read {len(found)} rows of {len(keys)}; the first it lacks: {lost[:1]}")
        return [found[key] for key in keys]
