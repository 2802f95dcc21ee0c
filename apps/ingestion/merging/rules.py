"""One meeting, many documents: agenda, supplementary agenda, minutes, corrected minutes, the same minutes twice.

What the archive holds of a meeting is a function of all its documents, in whatever order they arrived. Pure: records
in, one record out. The documents are laid in order, agenda < supplementary agenda < minutes < corrected minutes, by
arrival within a kind; each item is followed through them by `matching`, and the rules below say, field by field,
which document is believed. A later version from the same source takes the place of the earlier one altogether.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from apps.ingestion.merging.agenda_changes import TextChange, changes_between
from apps.ingestion.merging.matching import identity_of, match_items
from apps.ingestion.merging.sections import form_of, merged_sections, says_it_as_well
from apps.language.addresses import slugify
from apps.language.same_words import same_words
from apps.parsing.records import DocumentKind, ParsedItem, ParsedMeeting


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One document of a meeting. `arrival` orders documents as they came; `source` names where versions come from."""

    meeting: ParsedMeeting
    arrival: int
    source: str = ""

    @property
    def is_minutes(self) -> bool:
        """Whether it holds decisions."""
        return self.meeting.kind == DocumentKind.MINUTES


@dataclass(frozen=True, kw_only=True, slots=True)
class MergedItem:
    """An item, and how the minutes differ from the agenda: `is_added` where the agenda did not have it.

    `is_on_supplement`: of the agendas only a supplementary one has it.
    """

    item: ParsedItem
    is_added: bool = False
    is_on_supplement: bool = False
    changes: tuple[TextChange, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class MergedMeeting:
    """What all documents of a meeting say together. `dropped` are the open items that only the agenda has."""

    meeting: ParsedMeeting
    items: tuple[MergedItem, ...]
    dropped: tuple[ParsedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Version:
    """One item as one document states it."""

    edition: Edition
    item: ParsedItem


# ---- The rules. Each takes the versions of an item, oldest first, and the field's name.

Rule = Callable[[Sequence[_Version], str], Any]


def newest(versions: Sequence[_Version], field: str) -> Any:
    """The newest document's value, even where it is silent."""
    return getattr(versions[-1].item, field)


def newest_stated(versions: Sequence[_Version], field: str) -> Any:
    """The newest value that is stated: a later document that is silent changes nothing."""
    return next((said for v in reversed(versions) if (said := getattr(v.item, field)) not in _SILENT), None)


def same_words_keep_richer(versions: Sequence[_Version], field: str) -> Any:
    """As `newest_stated`; but where the words are the same, those of the document with more form (HTML over PDF).

    What differs in white space alone stays as it was.
    """
    stated = [version for version in versions if getattr(version.item, field) not in _SILENT]
    best = stated[0] if stated else versions[-1]
    for version in stated[1:]:
        old, new = (_text(getattr(v.item, field)) for v in (best, version))
        if not says_it_as_well(old, form_of(best.item), new, form_of(version.item)):
            best = version
    return getattr(best.item, field)


def minutes_only(versions: Sequence[_Version], field: str) -> Any:
    """As `same_words_keep_richer`, of the minutes alone: an agenda decides nothing."""
    return same_words_keep_richer(_of_minutes(versions), field)


def with_decision(versions: Sequence[_Version], field: str) -> Any:
    """Of the minutes that the decision is taken from, and of those that word it alike; else silence."""
    decision = minutes_only(versions, "decision_text") or ""
    alike = [v for v in _of_minutes(versions) if same_words(v.item.decision_text or "", decision)]
    return newest_stated(alike, field)


def with_papers(versions: Sequence[_Version], field: str) -> Any:
    """Papers and their numbers belong together: of the newest document that names or counts any."""
    stating = [v for v in versions if v.item.attachments or v.item.attachment_count is not None]
    return newest(stating or versions, field)


def papers(versions: Sequence[_Version], field: str) -> Any:
    """As `with_papers`; a file or an address that only an older document knows stays with its paper."""
    known = [(slugify(a.title), a) for v in versions for a in v.item.attachments]
    paths = {key: a.path for key, a in known if a.path}
    addresses = {key: a.address for key, a in known if a.address}
    return tuple(
        replace(
            a,
            path=a.path or paths.get(slugify(a.title)),
            address=a.address or addresses.get(slugify(a.title)),
        )
        for a in with_papers(versions, field)
    )


def sections_of_all(versions: Sequence[_Version], field: str) -> Any:
    """Section by section: see `section_merging`."""
    return merged_sections([(version.item, version.edition.is_minutes) for version in versions])


# Before any rule: of an item that is closed only the documents that have it closed count, of an open one only those
# that have it open (`_in_force`).
ITEM_RULES: dict[str, Rule] = {
    "number": newest,
    "title": same_words_keep_richer,
    "is_closed": newest,
    "journal_number": newest_stated,
    "decided_by": newest_stated,
    "recommended_by": newest_stated,
    "recommendations": same_words_keep_richer,
    "sections": sections_of_all,
    "section_headings": newest_stated,
    "previous_handling": newest_stated,
    "references": newest_stated,
    "decision_history": newest_stated,
    "decision_text": minutes_only,
    "outcomes": with_decision,
    "votes": with_decision,
    "absent": with_decision,
    "disqualified": with_decision,
    "attachments": papers,
    "attachment_count": with_papers,
    "recommended_count": with_papers,
    "internal_count": with_papers,
    "first_line": newest,
    "last_line": newest,
}
# The meeting's own fields come from the newest document that states them, all else from the newest whole document.
MEETING_FIELDS = (
    "municipality",
    "committee",
    "date",
    "start_time",
    "location",
    "source_url",
    "source_id",
    "participants",
)
_SILENT: tuple[Any, ...] = (None, "", ())


def in_order(editions: Iterable[Edition]) -> list[Edition]:
    """The documents that count, oldest word first.

    Agendas, supplementary agendas, minutes; corrected versions after others, then by arrival. Of several whole
    versions of a kind from one source only the newest counts.
    """
    ordered = sorted(
        editions, key=lambda e: (e.is_minutes, e.meeting.is_supplement, e.meeting.is_corrected, e.arrival)
    )
    newest_of = {
        (edition.is_minutes, edition.source): edition
        for edition in ordered
        if edition.source and not edition.meeting.is_supplement
    }
    return [e for e in ordered if newest_of.get((e.is_minutes, e.source), e) is e or e.meeting.is_supplement]


def merge(editions: Sequence[Edition]) -> MergedMeeting:
    """The meeting as all its documents state it together. Raises ValueError where there are none.

    Cost: each document's items are matched with all items of the documents before it, a few milliseconds for 12 items.
    """
    if not editions:
        raise ValueError("There is nothing to merge.")
    ordered = in_order(editions)
    whole = [edition for edition in ordered if not edition.meeting.is_supplement]
    base = (whole or ordered)[-1]
    has_agenda = any(not edition.is_minutes for edition in whole)
    threads = _threads(ordered)
    present = _present(threads, ordered, base)
    items = tuple(_merged_item(thread, has_agenda=has_agenda and base.is_minutes) for thread in present)
    ours = {id(thread) for thread in present}
    left = [_in_force(thread) for thread in threads if base.is_minutes and id(thread) not in ours]
    return MergedMeeting(
        meeting=replace(
            base.meeting,
            items=tuple(merged.item for merged in items),
            source_lines=(),
            warnings=(),
            **{field: _said_of_meeting(ordered, field) for field in MEETING_FIELDS},
        ),
        items=items,
        dropped=tuple(
            _by_rules(v) for v in left if not v[-1].item.is_closed and not v[-1].edition.is_minutes
        ),
    )


def _threads(ordered: Sequence[Edition]) -> list[list[_Version]]:
    """Each item through all documents that have it, oldest first."""
    threads: list[list[_Version]] = []
    for edition in ordered:
        known = [identity_of(thread[-1].item) for thread in threads]
        matches = match_items(known, [identity_of(item) for item in edition.meeting.items])
        for place, item in enumerate(edition.meeting.items):
            version = _Version(edition, item)
            if place in matches:
                threads[matches[place]].append(version)
            else:
                threads.append([version])
    return threads


def _present(
    threads: Sequence[list[_Version]], ordered: Sequence[Edition], base: Edition
) -> list[list[_Version]]:
    """The items of the newest whole document and then those of its supplements; minutes stand for all agendas."""
    supplements = [e for e in ordered if e.meeting.is_supplement and (e.is_minutes or not base.is_minutes)]
    found: dict[int, list[_Version]] = {}
    for edition in (base, *supplements):
        places = {
            id(version.item): thread for thread in threads for version in thread if version.edition is edition
        }
        for item in edition.meeting.items:
            thread = places[id(item)]
            found.setdefault(id(thread), thread)
    return list(found.values())


def _merged_item(thread: Sequence[_Version], *, has_agenda: bool) -> MergedItem:
    versions = _in_force(thread)
    item = _by_rules(versions)
    of_agenda = [version for version in thread if not version.edition.is_minutes]
    of_minutes = [version for version in versions if version.edition.is_minutes]
    changes: tuple[TextChange, ...] = ()
    if of_agenda and of_minutes:
        agenda = _by_rules(_in_force(of_agenda))
        if not item.is_closed and not agenda.is_closed:
            changes = changes_between(agenda, _by_rules(of_minutes), item)
    return MergedItem(
        item=item,
        is_added=has_agenda and not of_agenda and not item.is_closed,
        is_on_supplement=_is_on_supplement(of_agenda) and not item.is_closed,
        changes=changes,
    )


def _is_on_supplement(of_agenda: Sequence[_Version]) -> bool:
    return bool(of_agenda) and all(version.edition.meeting.is_supplement for version in of_agenda)


def _in_force(thread: Sequence[_Version]) -> list[_Version]:
    """The versions that count. One document of the highest kind that has the item closed closes it."""
    is_closed = any(
        version.item.is_closed
        for version in thread
        if version.edition.is_minutes == thread[-1].edition.is_minutes
    )
    return [version for version in thread if version.item.is_closed == is_closed]


def _by_rules(versions: Sequence[_Version]) -> ParsedItem:
    if len(versions) == 1:
        return versions[0].item
    stated = {
        field: value for field, rule in ITEM_RULES.items() if (value := rule(versions, field)) not in _SILENT
    }
    item = versions[-1].item
    silent = {
        field: () if isinstance(getattr(item, field), tuple) else None
        for field in ITEM_RULES
        if field not in stated
    }
    return replace(item, **{**silent, **stated})


def _of_minutes(versions: Sequence[_Version]) -> Sequence[_Version]:
    return [version for version in versions if version.edition.is_minutes] or versions


def _said_of_meeting(ordered: Sequence[Edition], field: str) -> Any:
    said = [value for edition in ordered if (value := getattr(edition.meeting, field)) not in _SILENT]
    return said[-1] if said else getattr(ordered[-1].meeting, field)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "\n".join(point.text for point in value)
