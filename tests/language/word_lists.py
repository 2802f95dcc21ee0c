"""The word lists beside this file, and how well the word rules do on them; for the tests and `benchmarks/words.py`."""

from dataclasses import dataclass
from pathlib import Path

from apps.language.folding import fold
from apps.language.words import WordKeys, analyse_word

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Score:
    """How many were judged, and the wrong ones, as a person reads them."""

    judged: int
    wrong: tuple[str, ...]

    @property
    def wrong_share(self) -> float:
        return len(self.wrong) / self.judged


def missed_pairs(half: str = "") -> Score:
    """Two forms of one word that do not meet."""
    pairs = [line.split() for line in _lines("inflection_pairs.txt", half)]
    return Score(len(pairs), tuple(f"{a} {b}" for a, b in pairs if not _meet(a, b)))


def merged_pairs(half: str = "") -> Score:
    """Two different words that meet."""
    pairs = [line.split() for line in _lines("distinct_pairs.txt", half)]
    return Score(len(pairs), tuple(f"{a} {b}" for a, b in pairs if _meet(a, b)))


def wrong_compounds(half: str = "") -> Score:
    """Compounds of which a part is missing, or that got a part that is none."""
    rows = [line.split(":") for line in _lines("compounds.txt", half)]
    wrong = [
        f"{word}: {' '.join(found)}" for word, wanted in rows if not _is_right(wanted, found := _parts(word))
    ]
    return Score(len(rows), tuple(wrong))


def wrongly_split(half: str = "") -> Score:
    """Simple words that got parts."""
    words = _lines("simple_words.txt", half)
    return Score(len(words), tuple(f"{word}: {' '.join(_parts(word))}" for word in words if _parts(word)))


def _lines(name: str, half: str) -> list[str]:
    """The list, or the half of it that stands under the heading `# first …` or `# second …`."""
    lines, heading = [], ""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line[1:].split()[0]
        elif half in {"", heading}:
            lines.append(line)
    return lines


def _meet(one: str, other: str) -> bool:
    return bool(set(analyse_word(one).exact) & set(analyse_word(other).exact))


def _parts(word: str) -> frozenset[str]:
    keys: WordKeys = analyse_word(word)
    return keys.parts


def _is_right(wanted: str, found: frozenset[str]) -> bool:
    """All parts wanted are found; what is found besides is in brackets or put together from those wanted."""
    needed = set(fold(wanted.partition("(")[0]).split())
    allowed = needed | set(fold(wanted).replace("(", " ").replace(")", " ").split())
    return needed <= set(found) and all(
        part in allowed
        or any(part.startswith(a[:3]) and part.endswith(b[-3:]) for a in allowed for b in allowed if a != b)
        for part in found
    )
