"""The programs that run side by side, and the models that they need."""

import dataclasses
import pathlib
import subprocess
import sys

import inputs
import support

HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Tool:
    name: str
    #: Share of the input that it gets.
    share: float
    #: File → command that writes a prediction for each paragraph to standard output.
    command: object
    environment: dict = dataclasses.field(default_factory=dict)
    #: Programs that start together, each on its share of the file.
    processes: int = 1


class Stance:
    def __init__(self, program, model):
        self.program = program
        self.options = ["--model", model] if model else []

    def score(self, path, threads=1, form="jsonl"):
        return [
            self.program, "score", "--format", form, "--threads", threads, *self.options, path]


def prepare(stance, corpus, folder):
    """The labelled paragraphs as each peer wants them."""
    articles = [str(path) for path in sorted(corpus.glob("*/*.txt"))]
    units = support.result_of(
        [stance.program, "score", "--format", "jsonl", *stance.options, *articles])
    rows = inputs.training_rows(units, corpus)
    if not rows:
        sys.exit("stance scored no labelled paragraph of the corpus")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fasttext.txt").write_text(
        "".join(f"__label__{label} {text}\n" for label, text in rows))
    (folder / "rows.tsv").write_text("".join(f"{label}\t{text}\n" for label, text in rows))


def fasttext(program, folder, name, options):
    model = folder / f"fasttext-{name}.bin"
    if not model.exists():
        support.note(f"training fastText, {name}")
        subprocess.run(
            [program, "supervised", "-input", folder / "fasttext.txt", "-output",
             model.with_suffix(""), "-thread", "2", "-verbose", "0", *options],
            check=True, capture_output=True)
    return lambda path: [program, "predict-prob", model, path, "3"]


def all_tools(stance, folder):
    python = sys.executable
    tools = [
        Tool("stance, 1 thread", 1, stance.score),
        Tool("stance, 2 threads", 1, lambda path: stance.score(path, threads=2)),
        Tool("stance, 2 processes, 1 thread each", 1, stance.score, processes=2),
    ]
    if program := support.find_program(["fasttext"], "fasttext"):
        grams = ["-wordNgrams", "2", "-minn", "3", "-maxn", "5"]
        tools.append(
            Tool("fastText, word bigrams", 0.5,
                 fasttext(program, folder, "bigrams", ["-wordNgrams", "2"])))
        tools.append(
            Tool("fastText, word bigrams + characters 3-5", 0.2,
                 fasttext(program, folder, "subwords", grams)))
    pipeline = folder / "scikit.pickle"
    if not pipeline.exists():
        support.note("training the scikit-learn pipeline")
        subprocess.run(
            [python, HERE / "peers" / "scikit_score.py", "fit", folder / "rows.tsv", pipeline],
            check=True)
    single = {name: "1" for name in
              ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]}
    script = HERE / "peers" / "lexicon_score.py"
    tools += [
        Tool("scikit-learn TF-IDF words + characters", 0.02,
             lambda path: [python, HERE / "peers" / "scikit_score.py", "score", pipeline, path],
             single),
        Tool("vaderSentiment-fr", 0.02, lambda path: [python, script, "vader", path], single),
        Tool("textblob-fr", 0.02, lambda path: [python, script, "textblob", path], single),
    ]
    return tools


def openblas():
    """OpenBLAS' own libblas.so.3, which Debian keeps beside the reference one."""
    found = sorted(pathlib.Path("/usr/lib").glob("*/openblas-*/libblas.so.3"))
    if not found:
        support.note("skipped: OpenBLAS; sudo apt-get install libopenblas0-pthread")
        return None
    return str(found[0])
