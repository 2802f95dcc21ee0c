"""A decision's text set plainly before it is read: no quotations, no broken lines, points numbered in one way."""

import re

# A remark for the minutes or a proposal is quoted in its own paragraphs: behind a colon or from the start of a line
# to the end of one. What a sentence quotes in passing ("sag 3 ”Skolevej”") stays.
_QUOTATION = re.compile(r"(?<=[:\n])\s{0,3}[\"”“»][^\"”“«»]{1,3000}[\"”“«]\.?(?=\s*(?:\n|\Z))")
# "Udvalget besluttede," / "at planen godkendes": one sentence over two lines. "a) godkendt" and "punkt 2 …" begin anew.
_BROKEN_LINE = re.compile(
    r"(?<![.:!?;\n])[ ]?\n(?=(?:og |samt |for |med )?[a-zæøå]{2,})(?!(?:punkt|pkt|ad|at \d|pind|dot|litra|for(?: stemte)?:|imod|undlod)\b)"
)
# Longer than any word: what looks for the beginning of a word would try from each of its letters.
_NO_WORD = re.compile(r"\w{80,}")
# Stops that end nothing: "2,5 mio. kr. blev", "1.250.000 kr.".
_IDLE_STOP = re.compile(
    r"(?<=\bmio)\.|(?<=\bmia)\.|(?<=\bt)\.(?=kr\b)|(?<=\bkr)\.(?=\s[a-zæøå])|(?<=\d)\.(?=\d{3}(?!\d))"
)
_COUNTS = {"et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10}
_COUNT_WORD = re.compile(rf"(?i)\b({'|'.join(_COUNTS)})\s(?=medlem(?:mer)?\b)")
_ORDINALS = {"første": 1, "andet": 2, "anden": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6}
_ORDINAL = "|".join(_ORDINALS)
_ORDINAL_WORD = re.compile(
    rf"(?i)\b({_ORDINAL})\s(?=(?:(?:og|til)\s(?:{_ORDINAL})\s)?(?:at|pind|dot|punkt|indstillingspunkt)\b)"
)
# "Indstillingens første del blev godkendt"
_ORDINAL_PART = re.compile(rf"(?i)\b(?:indstillingens|forslagets)\s({_ORDINAL})\sdel\b")
# Two numbers, each with its bracket: "1) og 2) godkendt".
_NUMBER_PAIR = re.compile(r"(?<!\d)(\d{1,2})\)\s?(og|til|,|\+|&|-|–)\s?(?=\d{1,2}\))")
_IN_BRACKETS = re.compile(r"(\([^()\n]{0,300})\n(?=[^()\n]{0,300}\))")
# Letters below numbers are details of theirs.
_HAS_NUMBERS = re.compile(
    r"(?im)^\s{0,3}(?:(?:indstillingens |ad |at |punkt |pkt\.? ){0,2}1(?:[.):]|\s?[-–+,]|\sog\b))"
)
_LETTERS = r"[a-hA-H]\)?(?:\s?(?:,|og|til|-|–|\+|&)\s?[a-hA-H]\b\)?){0,7}"
_LETTERED = re.compile(
    rf"(?P<before>(?:\A|\n)\s{{0,3}}(?:[-•]\s)?|[.;]\s+|,\s(?:og\s)?)"
    rf"(?:(?P<word>(?i:(?:indstillingens\s|ad\s)?(?:ad|(?:del)?punkt(?:erne)?|pkt|litra|delindstilling)\.?\s))\(?(?P<named>{_LETTERS})(?![\w.])[.:]?"
    rf"|\(?(?P<bare>{_LETTERS})(?:(?<=\))|[).:]))\s"
)


def plain(text: str) -> str:
    """The text without quotations and broken lines, its points numbered in figures. Linear."""
    text = _IN_BRACKETS.sub(r"\1 ", without_quotations(_NO_WORD.sub(" ", text)))
    return numbered(in_figures(_IDLE_STOP.sub("", _BROKEN_LINE.sub(" ", text))))


def without_quotations(text: str) -> str:
    """The text without the paragraphs that quote somebody: they are no words of the body's own."""
    return _QUOTATION.sub(" ", text)


def in_figures(text: str) -> str:
    """The text with members counted in figures: "To medlemmer" -> "2 medlemmer"."""
    return _COUNT_WORD.sub(lambda match: f"{_COUNTS[match[1].casefold()]} ", text)


def numbered(text: str) -> str:
    """The text with its points in figures: "Første at" -> "1. at", "1) og 2)" -> "1 og 2)", "b) godkendt" -> "2) godkendt"."""
    text = _ORDINAL_WORD.sub(lambda match: f"{_ORDINALS[match[1].casefold()]}. ", text)
    text = _ORDINAL_PART.sub(lambda match: f"Indstillingens punkt {_ORDINALS[match[1].casefold()]}", text)
    text = _NUMBER_PAIR.sub(r"\1 \2 ", text)
    return _letters_as_numbers(text)


def _letters_as_numbers(text: str) -> str:
    """Lettered points as numbers, in the order that the points of a recommendation are numbered.

    Bare letters count only in their order: "A. Hansen" is a name, "V: …" a party.
    """
    if _HAS_NUMBERS.search(text):
        return text
    parts: list[str] = []
    done = last = 0
    capitals = _in_order(text)
    for match in _LETTERED.finditer(text):
        letters = match["named"] or match["bare"]
        figures = re.sub(r"\b([a-hA-H])\b\)?", lambda letter: str(_place(letter[1])), letters)
        places = [int(figure) for figure in re.findall(r"\d", figures)]
        if match["bare"] and (places[0] != last + 1 or (letters[0].isupper() and not capitals)):
            continue
        last = places[-1]
        parts += [text[done : match.start()], match["before"], match["word"] or "", figures, ": "]
        done = match.end()
    return "".join((*parts, text[done:]))


def _in_order(text: str) -> bool:
    """Whether capital letters stand as points, "A: …" and "B: …" after it."""
    bare = [match["bare"][0] for match in _LETTERED.finditer(text) if match["bare"]]
    return bare[:2] == ["A", "B"]


def _place(letter: str) -> int:
    return "abcdefgh".index(letter.casefold()) + 1
