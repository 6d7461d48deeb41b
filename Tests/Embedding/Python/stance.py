"""Stance and sentiment of French and English texts. Copy this file beside libStanceC.so.

    analyzer = Analyzer("openai")  # once; share it between threads, which run at the same time
    for unit in analyzer.article(text): print(unit["line"], unit["label"], unit["score"])
    with Analyzer(model="short") as short:  # or short.close(), or when nothing names it any more
        review = short.record("Quel fiasco.", target="Stellantis", explain=3)
"""

import ctypes, json, os

EXPLAIN_ALL = -1  # for `explain`, which is a number of contributions

class StanceError(ValueError):
    """What is wrong with the arguments."""

def _load(path):
    library = ctypes.CDLL(path)
    # Results are addresses: a c_char_p would be copied, and lost to stance_free.
    address, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
    error = ctypes.POINTER(address)
    for name, result, *arguments in [
        ("open", address, text, text, error),
        ("close", None, address),
        ("score_article", address, address, text, size, ctypes.c_int, error),
        ("score_record", address, address, text, size, text, ctypes.c_int, error),
        ("labels", address, address, error),
        ("version", text),
        ("free", None, address),
    ]:
        function = getattr(library, "stance_" + name)
        function.restype, function.argtypes = result, arguments
    return library

_beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libStanceC.so")
_library = _load(os.environ.get("STANCE_LIBRARY", _beside))
VERSION = _library.stance_version().decode()

def _call(function, *arguments):
    error = ctypes.c_void_p()
    result = function(*arguments, ctypes.byref(error))
    if result is None:
        raise StanceError(_take(error.value).decode())
    return result

def _name(text):
    if text is not None and "\0" in text:
        raise StanceError(f"expected a name, found a zero byte in {text!r}")
    return None if text is None else text.encode()

def _take(address):
    text = ctypes.string_at(address)
    _library.stance_free(address)
    return text

class Analyzer:
    """A model and a target; stance.h says what they may be. No call goes behind or beside close()."""
    # Kept here: at the end of the interpreter the names of a module may be gone before its objects.
    _close = staticmethod(_library.stance_close)
    _address = None

    def __init__(self, target=None, model=None):
        self._address = _call(_library.stance_open, _name(target), _name(model))
        self.labels = json.loads(_take(_call(_library.stance_labels, self._address)))

    def close(self):
        """Gives the memory back; a call behind it is a StanceError, another close() nothing."""
        address, self._address = self._address, None
        self._close(address)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __del__(self):
        self.close()

    def article(self, text, explain=0):
        """A dict for every paragraph, heading and piece of page furniture, in order."""
        return [json.loads(line) for line in self.article_lines(text, explain).splitlines()]

    def record(self, text, target=None, explain=0):
        """The dict of a text that stands alone: a message, a review, an answer."""
        return json.loads(self.record_line(text, target, explain))

    def article_lines(self, text, explain=0):
        """JSONL bytes, as `stance score --format jsonl -` prints them."""
        data = text.encode()
        return _take(_call(_library.stance_score_article, self._address, data, len(data), explain))

    def record_line(self, text, target=None, explain=0):
        """One line of JSON, as the command prints it for {"text": …, "target": …}."""
        data, rest = text.encode(), (_name(target), explain)
        return _take(_call(_library.stance_score_record, self._address, data, len(data), *rest))
