"""A labelled text, as every system gets it."""

import dataclasses


@dataclasses.dataclass
class Row:
    text: str
    label: str
    #: What no fold cuts in two.
    group: str
    target: str | None = None
    lang: str = "fr"
    question: str | None = None
    #: Of the project's own sets: the part of the result it counts for, the split, the place.
    part: str | None = None
    split: str | None = None
    place: tuple[str, int] | None = None


class Answer(str):
    """A predicted label with the probability that its system gave it."""

    def __new__(cls, label, sure):
        answer = super().__new__(cls, label)
        answer.sure = sure
        return answer

    def __reduce__(self):
        return Answer, (str(self), self.sure)
