"""Inputs of the speed benchmark, made from the corpus by a seeded shuffle.

The files lie in the ignored build folder and are made once per size.
"""

import hashlib
import json
import pathlib
import random

SEED = 20260101


def paragraphs(corpus):
    """Paragraphs of the articles, titles and all, in the order of their files."""
    found = []
    for path in sorted(pathlib.Path(corpus).rglob("*.txt")):
        if path.parent == pathlib.Path(corpus):
            continue
        text = path.read_text(encoding="utf-8")
        found += [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    return [part for part in found if len(part) > 40]


def mixed(parts, size, seed=SEED):
    """Pieces of shuffled paragraphs, one blank line between them, of about `size` bytes each."""
    shuffler = random.Random(seed)
    order = [part.encode() for part in parts]
    done = 0
    while done < size:
        shuffler.shuffle(order)
        for part in order:
            piece = part + b"\n\n"
            if done + len(piece) > size:
                piece = piece[: size - done - 1].decode("utf-8", "ignore").encode() + b"\n"
                yield piece
                return
            yield piece
            done += len(piece)


def widened(piece, counter):
    """The piece with every hundredth word made one that occurs nowhere else."""
    words = piece.split(b" ")
    for index, word in enumerate(words):
        counter[0] += 1
        if counter[0] % 100 == 0 and word.isalpha():
            number, ending = counter[0] // 100, b""
            while number:
                ending += b"aeioulmnrst"[number % 11 : number % 11 + 1]
                number //= 11
            words[index] = word + ending
    return b" ".join(words)


def text_file(folder, parts, size, wide=False):
    """A file of `size` bytes of paragraphs; a little more when it is `wide`."""
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
    path = folder / f"text-{size}-{key}{'-wide' if wide else ''}.txt"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        counter = [0]
        with path.open("wb") as file:
            for piece in mixed(parts, size):
                file.write(widened(piece, counter) if wide else piece)
    return path


def line_file(folder, parts, size):
    """A file of one line of `size` bytes: a single paragraph."""
    path = folder / f"line-{size}.txt"
    if not path.exists():
        with path.open("wb") as file:
            for piece in mixed(parts, size):
                file.write(piece.replace(b"\n", b" ").rstrip() + b" ")
            file.write(b"\n")
    return path


def slice_of(folder, path, size):
    """The first whole paragraphs of a file, `size` bytes at most; of a longer one its beginning."""
    part = folder / f"{path.stem}-first-{size}.txt"
    if not part.exists():
        with path.open("rb") as file:
            data = file.read(size)
        part.write_bytes(data[: data.rfind(b"\n\n") + 1] or data)
    return part


def shares_of(folder, path, count):
    """The whole paragraphs of a file in `count` files of about the same size, or none in some."""
    if count == 1:
        return [path]
    parts = [folder / f"{path.stem}-share-{index + 1}-of-{count}.txt" for index in range(count)]
    if not all(part.exists() for part in parts):
        data = path.read_bytes()
        cuts = [0]
        for index in range(1, count):
            gap = data.rfind(b"\n\n", cuts[-1], len(data) * index // count)
            cuts.append(cuts[-1] if gap < 0 else gap + 2)
        for part, low, high in zip(parts, cuts, [*cuts[1:], len(data)]):
            part.write_bytes(data[low:high])
    return parts


def training_rows(units, corpus):
    """Label and text of each labelled paragraph that `stance score` found."""
    rows, files = [], {}
    for line in units.splitlines():
        unit = json.loads(line)
        if unit["kind"] == "body" and unit["gold"]:
            raw = files.setdefault(unit["file"], pathlib.Path(unit["file"]).read_bytes())
            low, high = unit["range"]
            rows.append((unit["gold"], " ".join(raw[low:high].decode().split())))
    return rows
