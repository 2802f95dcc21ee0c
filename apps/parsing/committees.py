"""Names of committees: found in running text, and made from the slug of an address."""

import re
from collections.abc import Iterable, Iterator

from apps.language.addresses import slugify

_CAPITAL = r"[A-ZÆØÅ]"
_ENDING = r"(?:udvalget|bestyrelsen|rådet|udvalg|råd)"
# "Erhvervs-, Beskæftigelses- og Uddannelsesudvalget", "Udvalget for Børn og Unge", "Byrådet"
NAME = (
    rf"(?:(?:(?:{_CAPITAL}[a-zæøåé]{{1,40}}(?:,|\s?[-–],?)\s(?:og\s|samt\s)?){{1,4}}(?:og\s)?|(?!\w*{_ENDING}){_CAPITAL}[a-zæøåé]{{1,40}}\sog\s)?{_CAPITAL}[a-zæøåé]{{0,40}}{_ENDING}"
    rf"|Udvalget for {_CAPITAL}\w{{1,40}}(?:(?:, {_CAPITAL}\w{{1,40}}){{0,4}},? (?:og|samt) {_CAPITAL}\w{{1,40}})?)"
)
_NAME = re.compile(rf"(?<!\w){NAME}(?!\w*[a-rt-zæøå])")
_LETTERS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
_SMALL_WORDS = frozenset({"og", "for", "i", "til", "af", "samt"})
_OCCASION = r"(?:ekstraordinært|ekstra|ordinært|lukket|åbent|konstituerende)"
_OCCASION_BEFORE = re.compile(
    rf"(?i)^(?:(?:referat|dagsorden|tillægsdagsorden|beslutningsprotokol)\s+(?:(?:fra|for|af|til)\s+)?)?(?:mødet?\s+i\s+)?(?:{_OCCASION}\s+(?:møde\s+)?(?:i|for)\s+)?"
)
_OCCASION_BEHIND = re.compile(rf"(?i)(?:,|\s[-–])?\s\(?{_OCCASION}(?:\smøde)?\)?$")
_YEARS_BEHIND = re.compile(r"\s*\((?:19|20)\d{2}\s?[-–]\s?(?:19|20)?\d{2}\)$")
_EXTRAORDINARY = re.compile(r"-(?:ekstraordinaert|ekstra|ekstraordinaer)(?:-moede)?$")


def bare_committee(name: str) -> str:
    """The committee's own name: "Ekstraordinært møde i Økonomiudvalget" and "Økonomiudvalget (2022-2025)" are one body's."""
    bare = _YEARS_BEHIND.sub("", _OCCASION_BEFORE.sub("", name))
    return _OCCASION_BEHIND.sub("", bare).strip(" ,-–") or name


def find_committees(text: str) -> Iterator[re.Match[str]]:
    """Every name of a committee, council or board in `text`. Linear."""
    return _NAME.finditer(text)


def committee_from_slug(slug: str, spellings: Iterable[str]) -> str:
    """The display name of an address slug: "social-og-sundhedsudvalget" -> "Social- og Sundhedsudvalget".

    `spellings` are names found in the document; the one with this slug wins over the general rule, which
    cannot know that "aa" or "oe" are meant in a name.
    """
    bare = _EXTRAORDINARY.sub("", slug)
    seen: set[str] = set()
    for name in spellings:
        if name not in seen and slugify(name) == bare:
            return name
        seen.add(name)
    return _capitalised(_danish(bare).split("-"))


def same_body(one: str, other: str) -> bool:
    """Whether two names are forms of one: "Byråd" and "Byrådet", "Børne- & Ungeudvalget" and "Børne- og Ungeudvalg"."""
    return _stem(one) == _stem(other)


def _stem(name: str) -> str:
    words = re.findall(r"\w+", name.casefold().replace("&", " og "))
    return " ".join(
        re.sub(r"(?:et|en)$", "", word)
        for word in words
        if not word.isdigit() and word not in {"og", "ordinært", "ekstraordinært"}
    )


def _danish(slug: str) -> str:
    for plain, letter in _LETTERS:
        slug = slug.replace(plain, letter)
    return slug


def _capitalised(words: list[str]) -> str:
    """In a compound name ("…-og-…udvalget") each first part keeps its hyphen."""
    is_compound = words[0] not in {"udvalget", "rådet"} and words[-1].endswith(
        ("udvalget", "udvalg", "rådet", "nævnet")
    )
    last_og = max((n for n, word in enumerate(words) if word == "og"), default=0)
    shown = []
    for n, word in enumerate(words):
        if word in _SMALL_WORDS and n:
            shown.append(word)
            continue
        name = word[:1].upper() + word[1:]
        if is_compound and n < last_og:
            name += "-" if n == last_og - 1 else "-,"
        elif n < last_og - 1 and words[n + 1] not in _SMALL_WORDS:
            name += ","
        shown.append(name)
    return " ".join(shown)
