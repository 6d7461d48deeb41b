"""Holds the library against the command, from Python.

    STANCE_LIBRARY=.build/release/libStanceC.so python3 Tests/Embedding/Python/check.py .build/debug/stance
"""

import concurrent.futures
import ctypes
import glob
import json
import os
import resource
import subprocess
import sys

import stance

command = sys.argv[1]
root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../..")


def printed(data, *options):
    arguments = [command, "score", "--format", "jsonl", *options, "-"]
    return subprocess.run(arguments, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def some(pattern, step):
    paths = sorted(glob.glob(os.path.join(root, pattern)))[::step]
    assert len(paths) > 10, pattern
    return paths


def records(path):
    return [json.loads(line) for line in read(path).splitlines()]


def as_line(text, target):
    return json.dumps({"text": text, "target": target}, ensure_ascii=False).encode()


articles = [read(path) for path in some("Evaluation/press/*/*.txt", 60)]
short = [row for path in some("Evaluation/short/*.jsonl", 1) for row in records(path)]


def same_as_the_command():
    """Article by article and record by record, the same bytes."""
    default, proposals = stance.Analyzer(), stance.Analyzer(model="proposals")
    renault = stance.Analyzer("Renault, la régie")
    assert default.labels == ["favor", "neutral", "against"]
    for number, text in enumerate(articles + ["", "\ufeffMeta déçoit.\r\n\r\nFin.", "a\u2028b\u0085c"]):
        data = text.encode()
        assert default.article_lines(text) == printed(data), text[:80]
        if number % 3 == 0:
            lines = renault.article_lines(text, 2)
            assert lines == printed(data, "--target", "Renault, la régie", "--explain=2"), text[:80]
            units = renault.article(text, 2)
            assert [json.loads(line) for line in lines.splitlines()] == units
    every = printed(articles[0].encode(), "--explain")
    assert default.article_lines(articles[0], stance.EXPLAIN_ALL) == every
    assert default.article_lines(articles[0], 2**31 - 1) == every
    long = "\n\n".join(articles * 4)  # several blocks
    assert len(long) > 1 << 18 and default.article_lines(long) == printed(long.encode())
    cases = [(row["text"], row.get("target")) for row in short[::300]]
    cases += [("Renault convainc.", target) for target in ("openai", "", " ", "Faut-il rouler ?", "meta")]
    cases += [("", None), ("  \n", "Meta"), ("a\0b super", None), ('"\\\u0001\u2028🚗', "a\nb"), ("x" * 10**5, None)]
    for number, (text, target) in enumerate(cases):
        analyzer, model = (default, "default") if number % 2 else (proposals, "proposals")
        line = as_line(text, target)
        assert analyzer.record_line(text, target) == printed(line, "--model", model), line[:200]
        assert analyzer.record_line(text, target, 3) == printed(line, "--model", model, "--explain=3")
        assert analyzer.record(text, target)["id"] == "-:1"
    return f"{len(articles)} articles and {len(cases)} records"


def same_as_bulk():
    """Every short text: what differs from the lines of a file is the number of the line."""
    analyzer = stance.Analyzer(model="short")
    rows = short[::6]
    data = b"\n".join(as_line(row["text"], row.get("target")) for row in rows)
    lines = printed(data, "--model", "short").splitlines()
    assert len(lines) == len(rows) > 2000
    for row, line in zip(rows, lines):
        expected, found = json.loads(line), analyzer.record(row["text"], row.get("target"))
        for name in ("id", "index", "line"):
            del expected[name], found[name]
        assert expected == found, (expected, found)
    return f"{len(rows)} records"


def same_on_threads():
    """Several threads with one analyzer, and analyzers that come and go, give what one gives."""
    analyzer = stance.Analyzer()

    def score(number):
        if number % 5 == 0:
            return stance.Analyzer("openai").record_line(short[number]["text"])
        if number % 2:
            return analyzer.article_lines(articles[number % len(articles)], number % 3)
        return analyzer.record_line(short[number]["text"], short[number].get("target"))

    alone = [score(number) for number in range(100)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(score, range(100))) == alone
    return "8 threads"


def refusals():
    """Bad arguments are named; nothing else happens."""
    analyzer, library, error = stance.Analyzer(), stance._library, ctypes.c_void_p()
    address, place = analyzer._address, ctypes.byref(error)
    text = b"Meta d\xe9\xe7oit."
    notes = os.path.join(root, "README.md")
    cases = [
        (lambda: stance.Analyzer("nope"), "no target pack is called nope"),
        (lambda: stance.Analyzer(" "), "expected at least one name"),
        (lambda: stance.Analyzer("nope.tsv"), "nope.tsv: no such file"),
        (lambda: stance.Analyzer("a\0b"), "zero byte"),
        (lambda: stance.Analyzer(model=""), "no bundled model"),
        (lambda: stance.Analyzer(model="a\nb\x1b\u2028c"), "a b\ufffd c"),
        (lambda: stance.Analyzer(model="/no/model"), "/no/model: no such file"),
        (lambda: stance.Analyzer(model=notes), "not a stance model"),
        (lambda: stance.Analyzer(model=root), "is a folder"),
        (lambda: stance._call(library.stance_open, b"\xff", None), "target: expected UTF-8, found another byte at 0"),
        (lambda: stance._call(library.stance_labels, None), "analyzer: expected a pointer, found NULL"),
        (lambda: stance._call(library.stance_score_article, None, b"", 0, 0), "analyzer: expected a pointer"),
        (lambda: stance._call(library.stance_score_article, address, None, 0, 0), "text: expected a pointer"),
        (lambda: stance._call(library.stance_score_record, address, None, 9, None, 0), "text: expected a pointer"),
        (lambda: stance._call(library.stance_score_article, address, text, len(text), 0), "another byte at 6"),
        (lambda: stance._call(library.stance_score_record, address, b"", 0, b"\xc3", 0), "target: expected UTF-8"),
        (lambda: stance._call(library.stance_score_article, address, text, 2**64 - 1, 0), "found 18446744073709551615"),
        (lambda: stance._call(library.stance_score_record, address, text, 2**26 + 1, None, 0), "at most 67108864 bytes"),
        (lambda: analyzer.article("Meta.", -2), "explain: expected"),
        (lambda: analyzer.record("Meta.", explain=-(2**31)), "explain: expected"),
        (lambda: analyzer.article("a\0b"), "expected text, found"),
        (lambda: analyzer.article("%PDF-1.7\n"), "found PDF"),
    ]
    for number, (call, expected) in enumerate(cases):
        try:
            found = f"no error: {call()}"
        except stance.StanceError as refused:
            found = str(refused)
        assert expected in found and "\n" not in found, (number, expected, found)
    # An error that nobody wants to see, and one that is forgotten by the next success.
    assert library.stance_score_record(address, None, 0, None, 0, None) is None
    error.value = 1
    library.stance_free(library.stance_labels(address, place))
    assert error.value is None
    library.stance_free(None)
    library.stance_close(None)
    return f"{len(cases)} refusals"


def closing():
    """An analyzer is given back once, at the latest at the end of the interpreter, without a word."""
    with stance.Analyzer(model="short") as analyzer:
        assert analyzer.record("Quel fiasco.")["label"] is not None
    analyzer.close()
    for call in (analyzer.article, analyzer.record):
        try:
            found = f"no error: {call('Meta.')}"
        except stance.StanceError as refused:
            found = str(refused)
        assert "analyzer: expected a pointer, found NULL" in found, found
    # From here, as this script runs: STANCE_LIBRARY may be a path that begins here.
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.abspath(__file__))}
    for end in ("", "stance._library = None", "del stance._library", "a.close()", "a.me = a"):
        done = subprocess.run(
            [sys.executable, "-c", f"import stance; a = stance.Analyzer(); {end}"],
            env=environment, capture_output=True)
        assert done.returncode == 0 and not done.stderr, (end, done.stderr)
    return "closed twice, and by the end of the interpreter"


def no_leak():
    """What the library hands out is given back: 9 MB in all, and the process stays as it was."""
    analyzer = stance.Analyzer()

    def work(calls):
        given = 0
        for number in range(calls):
            given += len(analyzer.record_line(short[number % 100]["text"] * 9, explain=stance.EXPLAIN_ALL))
        return given

    work(100)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    given = work(600)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 2 << 10 and given > 8 << 20, (grown, given)
    return f"{given >> 20} MB handed out, {grown} KB more at the peak"


for check in (same_as_the_command, same_as_bulk, same_on_threads, refusals, closing, no_leak):
    print(f"python: {check.__name__}: {check()}", flush=True)
