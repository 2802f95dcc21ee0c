"""The sections of one item in several documents: which of them stand, in which words and in which order. Pure."""

from collections.abc import Sequence

from apps.language.addresses import slugify
from apps.language.same_words import same_letters, same_words, words_alone
from apps.parsing.records import ParsedItem, Section, SectionKind

# Sections of a kind of their own, known by their heading.
BY_HEADING = (SectionKind.OTHER, SectionKind.ANNOUNCEMENT)
# What minutes that repeat only the decision consist of.
_DECIDING = (SectionKind.DECISION, SectionKind.DECISION_HISTORY)

Sections = tuple[Section, ...]


def section_key(section: Section) -> str:
    """What a section is known by: its kind; other sections and announcements by their heading too."""
    kind = section.kind.value
    return f"{kind}:{slugify(section.heading)}" if section.kind in BY_HEADING else kind


def by_key(sections: Sequence[Section]) -> dict[str, Section]:
    """The sections by key; a key that comes again is numbered."""
    found: dict[str, Section] = {}
    for section in sections:
        key, number = section_key(section), 1
        while (name := key if number == 1 else f"{key}#{number}") in found:
            number += 1
        found[name] = section
    return found


def form_of(item: ParsedItem) -> int:
    """How much form a document gave an item: the number of its sections with markup."""
    return _form(item.sections)


def merged_sections(versions: Sequence[tuple[ParsedItem, bool]]) -> Sections:
    """The sections of all versions, oldest first; each comes with whether it is of minutes.

    A later section takes the place of the earlier one of its key, unless it has the same words and less form. What a
    later document does not repeat is kept: many minutes repeat only the decision. An agenda decides nothing.
    """
    has_minutes = any(is_minutes for _, is_minutes in versions)
    merged: Sections = ()
    for item, is_minutes in versions:
        is_undecided = has_minutes and not is_minutes
        sections = tuple(s for s in item.sections if not (is_undecided and s.kind == SectionKind.DECISION))
        merged = _over(merged, sections)
    return merged


def _over(old: Sections, new: Sections) -> Sections:
    if not old or not new:
        return new or old
    if says_it_as_well(_flow(old), _form(old), _flow(new), _form(new)):
        return old
    if same_words(_flow(old), _flow(new)):
        return new
    before, after = by_key(old), by_key(new)
    result = {key: _richer(before.get(key), section) for key, section in after.items()}
    kept = {key: section for key, section in before.items() if key not in after and _is_kept(section, new)}
    return tuple(_in_place(list(before), result, kept).values())


def says_it_as_well(old: str, old_form: int, new: str, new_form: int) -> bool:
    """Whether an older text is kept: the same words with more form, or the same letters with as much."""
    if old_form > new_form:
        return same_words(old, new)
    return old_form == new_form and same_letters(old, new)


def _richer(old: Section | None, new: Section) -> Section:
    if old is None or not says_it_as_well(old.text, bool(old.html), new.text, bool(new.html)):
        return new
    return old


def _is_kept(section: Section, new: Sections) -> bool:
    """Whether a section that the later document does not have still stands.

    Not if its words stand under another heading now; nor if it has a heading of its own, and the later document
    repeats the case without it.
    """
    repeats = any(s.kind not in _DECIDING and s.text.strip() for s in new)
    words = words_alone(section.text)
    return (
        bool(words) and not (repeats and section.kind in BY_HEADING) and words not in words_alone(_flow(new))
    )


def _in_place(
    order: Sequence[str], result: dict[str, Section], kept: dict[str, Section]
) -> dict[str, Section]:
    """The kept sections put in behind what they stood behind before."""
    keys = list(result)
    for place, key in enumerate(order):
        if key in kept:
            before = next((k for k in reversed(order[:place]) if k in keys), None)
            keys.insert(0 if before is None else keys.index(before) + 1, key)
    return {key: result.get(key) or kept[key] for key in keys}


def _flow(sections: Sections) -> str:
    return "\n".join(f"{section.heading}\n{section.text}" for section in sections)


def _form(sections: Sections) -> int:
    return sum(bool(section.html) for section in sections)
