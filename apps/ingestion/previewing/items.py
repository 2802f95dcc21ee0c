"""The items of a waiting document, sorted by what importing it does to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from apps.ingestion.previewing.differences import Change, changes_between
from apps.ingestion.previewing.excerpts import Excerpt
from apps.ingestion.previewing.facts import item_facts
from apps.ingestion.previewing.sentences import Numbers
from apps.ingestion.previewing.snapshots import PAPERS, ItemSnapshot, MeetingSnapshot
from apps.parsing.records import OUTCOME_LABELS, OutcomeCode, ParsedItem

# What pages show as decided; where it changes in published minutes, the public is told why.
_DECISIONS = ("Beslutning", "Udfald", "Afstemninger")


@dataclass(frozen=True, kw_only=True)
class ReadItem:
    """An item as the document states it, with its lines of the source."""

    record: ParsedItem
    source: Excerpt
    warnings: int


@dataclass(frozen=True, kw_only=True)
class ShownItem:
    """One item: what changes, what was read, and where. Without `source` this document does not state it."""

    label: str
    changes: Sequence[Change] = ()
    facts: Sequence[tuple[str, str]] = ()
    source: Excerpt | None = None
    warnings: int = 0


@dataclass(kw_only=True)
class ShownItems:
    """The items by what happens to them; `read` where nothing is known of that, because the document is refused."""

    changed: list[ShownItem] = field(default_factory=list)
    new: list[ShownItem] = field(default_factory=list)
    unchanged: list[ShownItem] = field(default_factory=list)
    vanishing: list[str] = field(default_factory=list)
    read: list[ShownItem] = field(default_factory=list)
    decided: int = 0
    changes_decisions: bool = False

    @property
    def numbers(self) -> Numbers:
        """How many of each."""
        return Numbers(
            new=len(self.new),
            changed=len(self.changed),
            unchanged=len(self.unchanged),
            gone=len(self.vanishing),
        )


def sort_items(before: MeetingSnapshot, after: MeetingSnapshot, read: Sequence[ReadItem]) -> ShownItems:
    """Every item of the meeting as it would be, and those that would disappear."""
    if not after.items:
        return ShownItems(read=[_shown(_label(item.record), item, ()) for item in read])
    items = ShownItems(vanishing=[item.label for key, item in before.items.items() if key not in after.items])
    by_number = {item.record.number: item for item in reversed(read)}
    for key, snapshot in after.items.items():
        known, stated = before.items.get(key), by_number.get(snapshot.source_number)
        changes = _changes(known, snapshot) if known else []
        shown = _shown(snapshot.label, stated, changes)
        if known is None:
            items.new.append(shown)
        elif changes:
            items.changed.append(shown)
            items.decided += not _is_decided(known) and _is_decided(snapshot)
            items.changes_decisions |= any(change.label in _DECISIONS for change in changes)
        else:
            items.unchanged.append(shown)
    return items


def _shown(label: str, item: ReadItem | None, changes: Sequence[Change]) -> ShownItem:
    if item is None:
        return ShownItem(label=label, changes=changes)
    return ShownItem(
        label=label,
        changes=changes,
        facts=item_facts(item.record),
        source=item.source,
        warnings=item.warnings,
    )


def _label(record: ParsedItem) -> str:
    place = "Punkt uden nummer" if record.number.startswith("u") else f"Punkt {record.number}"
    return f"{place}: {record.title}"


def _changes(before: ItemSnapshot, after: ItemSnapshot) -> list[Change]:
    """What differs, each thing once: a section whose field differs too, or is corrected, says nothing more."""
    stated = _fields(after)
    changes = changes_between(_fields(before), stated)
    fields = {change.label for change in changes}
    repeats = {**before.repeats, **after.repeats}
    return [
        change
        for change in changes
        if (field := repeats.get(change.label)) is None or not (field in fields or stated[field])
    ]


def _fields(item: ItemSnapshot) -> Mapping[str, str]:
    return {PAPERS: "\n".join(item.attachments.values()), **item.fields}


def _is_decided(item: ItemSnapshot) -> bool:
    """Whether it says what was decided: "Ingen beslutning" is none."""
    outcome = item.fields["Udfald"]
    return outcome != OUTCOME_LABELS[OutcomeCode.NONE] and bool(outcome or item.fields["Beslutning"])
