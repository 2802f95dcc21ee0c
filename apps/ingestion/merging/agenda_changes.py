"""What the minutes changed in the public texts of an item since the agenda. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from apps.agenda_items.formatted import digest_of
from apps.agenda_items.public_texts import NO_CASE_TEXT, attachments_text, recommendations_text
from apps.ingestion.merging.sections import by_key
from apps.language.same_words import same_words
from apps.parsing.records import ParsedItem, Section

# What is stored stays small, whatever documents hold.
_MOST_CHANGES = 40
_LONGEST_TEXT = 8_000
_AROUND = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class TextChange:
    """One public text before and after. `field` names the item's field or list of rows, `label` is for people.

    `after_is` recognises the whole new text, so that pages can leave out what has been corrected since; "" where the
    text was dropped.
    """

    field: str
    label: str
    before: str
    after: str
    after_is: str = ""


def changes_between(agenda: ParsedItem, minutes: ParsedItem, merged: ParsedItem) -> tuple[TextChange, ...]:
    """The texts whose words differ between the agenda and the item as it stands, where the minutes state them.

    Silence of the minutes is no change; a section of the agenda that `merged` lacks was dropped. Of an agenda without
    texts only what it states is compared. At most 40 changes, each text at most 8,000 letters.
    """
    has_texts = bool(agenda.sections or agenda.recommendations)
    found = (
        change
        for change in (*_of_fields(agenda, minutes, merged), *_of_sections(agenda, minutes, merged))
        if (change.before or has_texts) and not same_words(change.before, change.after)
    )
    return tuple(_bounded(change) for change, _ in zip(found, range(_MOST_CHANGES), strict=False))


_LABELS = {
    "title": "Titel",
    "journal_number": "Journalnummer",
    "decided_by": "Beslutningen træffes af",
    "recommendations": "Indstilling",
    "attachments": "Bilag",
}


def _of_fields(agenda: ParsedItem, minutes: ParsedItem, merged: ParsedItem) -> Iterator[TextChange]:
    for field, label in _LABELS.items():
        if _text(minutes, field):
            yield TextChange(
                field=field, label=label, before=_text(agenda, field), after=_text(merged, field)
            )


def _text(item: ParsedItem, field: str) -> str:
    if field == "recommendations":
        return recommendations_text((point.number, point.text) for point in item.recommendations)
    if field == "attachments":
        return attachments_text(paper.title for paper in item.attachments)
    return getattr(item, field) or ""


def _of_sections(agenda: ParsedItem, minutes: ParsedItem, merged: ParsedItem) -> Iterator[TextChange]:
    before, stated, standing = (by_key(item.sections) for item in (agenda, minutes, merged))
    if same_words(_case(before), _case(stated)):
        return
    for key, section in standing.items():
        if section.kind not in NO_CASE_TEXT and section.text.strip() and key in stated:
            yield _of_section(before.get(key), section)
    for key, section in before.items():
        if section.kind not in NO_CASE_TEXT and key not in standing and _case(stated):
            yield _of_section(section, None)


def _case(sections: dict[str, Section]) -> str:
    return "\n".join(f"{s.heading}\n{s.text}" for s in sections.values() if s.kind not in NO_CASE_TEXT)


def _of_section(before: Section | None, after: Section | None) -> TextChange:
    heading = (after.heading if after else "") or (before.heading if before else "") or "Tekst"
    return TextChange(
        field="sections",
        label=heading,
        before=before.text if before else "",
        after=after.text if after else "",
    )


def _bounded(change: TextChange) -> TextChange:
    """Long texts begin a little before their first difference, and are cut at the end."""
    before, after = change.before, change.after
    change = replace(change, after_is=digest_of(after) if after else "")
    if max(len(before), len(after)) <= _LONGEST_TEXT:
        return change
    shortest = min(len(before), len(after))
    first = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    start = before.rfind(" ", 0, first - _AROUND) + 1 if first > _AROUND else 0
    return replace(change, before=_cut(before, start), after=_cut(after, start))


def _cut(text: str, start: int) -> str:
    text = f"… {text[start:]}" if start else text
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]} …"
