"""Danish text -> sentences, knowing the abbreviations of minutes."""

import re

# A stop ends a sentence before white space and a capital, a digit or a quotation; also where the break got lost.
_STOP = re.compile(r"[.!?](?=\s+[A-ZÆØÅÉ\d\"”“»(\-–])|(?<=[a-zæøå]{3})\.(?=[A-ZÆØÅ][a-zæøå])|;(?=\s)|\n")
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        "chr gl joh ndr sct sdr skt th vr ad adm adr afd ang art bl ca cand d dir dvs e ekskl evt f forv fr fx hhv hr inkl jf jfr kap kl kr kvt lb lign maks "
        "matr mia min mio mv nr nuv o osv pct pga pkt pr pt resp s sagsnr sml st stk tlf u udg vedr vha vs",
    )
)
# "Imod stemte A, V og F. Derefter blev …": a party at the end of a list, and no initial of "F. Holm".
_BEFORE_PARTY = re.compile(
    r"(?:\b(?:stemte|stemmer|og|samt|fra|liste|gruppe|parti)|[A-ZÆØÅ],|[A-ZÆØÅ]\s?\+)\s?[A-ZÆØÅ]$",
    re.IGNORECASE,
)
_AFTER_PARTY = re.compile(
    r"\s+(?:I?mod|For|Undlod|Godkendt|Vedtaget|Forkastet|Tiltrådt|Faldet|[A-ZÆØÅ]\w+\s(?!og\b|samt\b)[a-zæøå])"
)
# "kl. 18. Udvalget", "efter § 23. Udvalget", "imod stemte 11. Sagen": no ordinals.
_CARDINAL = re.compile(
    r"(?:\bkl\.? \d{1,2}|\d[.:]\d\d|§ ?\d{1,2}|\bstk\. ?\d{1,2}|\b(?:stemte|stemmer|i?mod):? \d{1,2})$"
)
_WORD_BEFORE = re.compile(r"[\w.]{0,12}$")


def split_sentences(text: str) -> list[str]:
    """The sentences of `text`, trimmed, none empty. Line ends and semicolons end a sentence too. Linear."""
    sentences, start = [], 0
    for match in _STOP.finditer(text):
        if match[0] == "." and _is_abbreviation(text, match.start()):
            continue
        if match[0] == ";" and _is_in_brackets(text, match.start()):
            continue
        sentences.append(text[start : match.end()])
        start = match.end()
    sentences.append(text[start:])
    return [sentence.strip() for sentence in sentences if sentence.strip(" \n\t;")]


def _is_in_brackets(text: str, at: int) -> bool:
    near = text[max(0, at - 300) : at]
    return near.rfind("(") > near.rfind(")")


def _is_abbreviation(text: str, stop: int) -> bool:
    """A known abbreviation, an initial or an ordinal ("1. viceborgmester", "J. Hansen")."""
    match = _WORD_BEFORE.search(text, max(0, stop - 12), stop)
    word = match[0].rpartition(".")[2] if match else ""
    if word.isdigit():
        # "den 3. Maj", "1. Godkendt": an ordinal; "i 2021. Udvalget": the end of a sentence
        return len(word) <= 2 and not _CARDINAL.search(text, max(0, stop - 12), stop)
    if len(word) == 1 and word.isupper() and text[max(0, stop - 2)] != "(":
        return not (
            _AFTER_PARTY.match(text, stop + 1) and _BEFORE_PARTY.search(text, max(0, stop - 16), stop)
        )
    return word.casefold() in _ABBREVIATIONS
