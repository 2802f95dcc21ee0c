"""What the search page says of its hits: how many there are, and how they match the words."""

from dataclasses import dataclass

from apps.search.matching import Tier
from apps.search.page import address
from apps.search.results import Results


@dataclass(frozen=True, slots=True)
class CorrectedWords:
    """What was searched for instead of what was typed, and the address that searches for what was typed."""

    used: str
    typed: str
    typed_url: str


def headline(results: Results) -> str:
    """ "34 resultater for »nødkald«", "3 resultater tæt på »vikarkorps«", "9 resultater med mindst et af ordene …"."""
    counted = _counted(results.total) if results.total else "Ingen resultater"
    if not results.query.words:
        return counted
    words = f"»{words_searched_for(results)}«"
    if not results.total or results.tier is Tier.EXACT or (results.tier is Tier.NEAR and results.corrected):
        return f"{counted} for {words}"
    if results.tier is Tier.ANY:
        return f"{counted} med {'en del af' if _is_one_word(results) else 'mindst et af ordene'} {words}"
    return f"{counted} for {words} og ord tæt på" if results.with_all_words else f"{counted} tæt på {words}"


def words_searched_for(results: Results) -> str:
    """The words typed, or what they were corrected to."""
    return results.corrected or results.query.words


def corrected_words(results: Results) -> CorrectedWords | None:
    """What was corrected, if anything; the filters and the order stay."""
    correction = results.found.correction
    if correction is None:
        return None
    typed = results.query.changed(words=correction.as_typed)
    return CorrectedWords(correction.used, results.query.words, address(typed))


def note(results: Results) -> str:
    """How the hits match where not all of them hold all words; "" where they do, or the correction says it."""
    held = results.with_all_words
    if held == results.total:
        return ""
    if results.tier is Tier.ANY:
        if _is_one_word(results):
            return "Ingen punkter har ordet. Disse har en del af det."
        if not held:
            return "Ingen resultater med alle ord; her er nogle med et af dem."
        return f"{_items(held)} har alle ordene eller noget, der ligger tæt på. Resten har mindst et af dem."
    if results.corrected:
        return ""
    if results.found.meaning and len(results.found.meaning.terms) > 1:
        return "Ingen punkter har alle ordene selv. Disse har dem i andre former, eller de har ord, der ligger tæt på."
    who = f"{_items(held)} har selve ordet. Resten" if held else "Ingen punkter har selve ordet. Disse"
    return f"{who} har det i en anden form, eller de har et ord, der ligger tæt på."


def _is_one_word(results: Results) -> bool:
    return results.found.meaning is not None and len(results.found.meaning.terms) == 1


def _counted(total: int) -> str:
    return f"{_number(total)} {'resultat' if total == 1 else 'resultater'}"


def _items(count: int) -> str:
    return f"{_number(count)} {'punkt' if count == 1 else 'punkter'}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
