"""Scores each paragraph of a file by a word-list program: lexicon_score.py vader|textblob FILE."""

import json
import sys
import warnings

warnings.filterwarnings("ignore")


def vader():
    from vaderSentiment_fr.vaderSentiment import SentimentIntensityAnalyzer
    analyzer = SentimentIntensityAnalyzer()
    return analyzer.polarity_scores


def textblob():
    from textblob import Blobber
    from textblob_fr import PatternAnalyzer, PatternTagger
    blobber = Blobber(pos_tagger=PatternTagger(), analyzer=PatternAnalyzer())
    return lambda text: {"polarity": blobber(text).sentiment[0]}


score = {"vader": vader, "textblob": textblob}[sys.argv[1]]()
for line in open(sys.argv[2], encoding="utf-8"):
    if line.strip():
        print(json.dumps(score(line)))
