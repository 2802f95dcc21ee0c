"""Documents that are most likely not what they say: a mistyped committee or date, or a version with parts missing."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from apps.agenda_items.models import AgendaItem
from apps.cases.grouping import is_standing
from apps.committees.models import Committee, Municipality
from apps.corrections.forms import in_words
from apps.corrections.models import Correction
from apps.ingestion.guards import ImportRefusedError, Remedy, committee_and_date, refuse_cut
from apps.ingestion.models import SourceDocument
from apps.ingestion.placing import find_meeting
from apps.ingestion.reading_process import read_document
from apps.meetings.models import Meeting
from apps.parsing.errors import ParsingError
from apps.parsing.records import ParsedItem, ParsedMeeting

# An agenda is not held again within this time; a case may well come to the next body by then.
_DAYS_AROUND = 30
# A body may be given all cases of another. Fewer items than this say nothing, and as many must be the same.
_FEWEST_ITEMS = 3
_SHARE_ALIKE = 0.8
_COMPARED = ("title", "journal_number", "decision_text")


def refuse_suspicious(
    parsed: ParsedMeeting,
    municipality: Municipality,
    committee: Committee | None,
    *,
    name: str,
    is_previewed: bool,
    is_extra_meeting: bool,
    allows_removal: bool,
) -> None:
    """Refuse a document that contradicts what the archive knows, unless staff have said that it is right.

    `committee` is the one that its name means, None for a new one; `name` is the file's; `is_previewed` says that
    staff are there to be asked about what only looks wrong. Raises ImportRefusedError, also for what has no place.
    About six queries; reads a known document of a meeting again.
    """
    _, date = committee_and_date(parsed)
    if is_extra_meeting:
        return
    _refuse_other_place(parsed, municipality, committee, date)
    _refuse_other_head(parsed, municipality, committee, date, name="" if is_previewed else name)
    meeting = find_meeting(committee, date, parsed.start_time) if committee else None
    if meeting is not None and not allows_removal:
        _refuse_cut(meeting, parsed)


def _refuse_cut(meeting: Meeting, parsed: ParsedMeeting) -> None:
    """The version that the archive has of the same document holds far more."""
    known = meeting.documents.filter(
        loaded_at__isnull=False, kind=parsed.kind.value, is_supplement=parsed.is_supplement
    )
    newest = known.order_by("-loaded_at", "-pk").first()
    if newest is None:
        return
    try:
        before = read_document(bytes(newest.content), newest.name)
    except ParsingError:
        # A version that cannot be read any more is nothing to measure by.
        return
    refuse_cut(meeting, before, parsed)


def _refuse_other_place(
    parsed: ParsedMeeting, municipality: Municipality, committee: Committee | None, date: dt.date
) -> None:
    """The same source said before that this is another meeting."""
    same_source = Q(pk__in=())
    if parsed.source_id:
        same_source |= Q(source_id=parsed.source_id)
    if parsed.source_url:
        same_source |= Q(source_url=parsed.source_url)
    documents = SourceDocument.objects.filter(same_source, municipality=municipality, meeting__isnull=False)
    meetings = {
        document.meeting_id: document.meeting
        for document in documents.defer("content").select_related(
            "meeting__committee__municipality", "meeting__source_committee"
        )
    }
    # An address that several meetings share is one of a list, and tells none of them apart.
    if len(meetings) != 1:
        return
    meeting = next(iter(meetings.values()))
    if meeting is not None and not _is_at(meeting, committee, date):
        raise ImportRefusedError(
            f"Dokumentet siger {_said(parsed)}. Men den samme kilde har før været {_known(meeting)}. Er mødet "
            "flyttet, så ret først dato eller udvalg på mødet i arkivet.",
            remedies=(Remedy.OTHER_MEETING,),
            meeting=meeting,
        )


def _refuse_other_head(
    parsed: ParsedMeeting,
    municipality: Municipality,
    committee: Committee | None,
    date: dt.date,
    *,
    name: str,
) -> None:
    """Nearly the same items, with the same numbers and no other decisions, are known of another meeting nearby.

    With a `name` only of one whose document had that name too: where nobody can be asked, bodies that really deal
    with the same cases in the same way (committees of school boards, say) are not to be kept out.
    """
    telling = [item for item in parsed.items if not is_standing(item.title)]
    if len(telling) < _FEWEST_ITEMS:
        return
    around = (date - dt.timedelta(days=_DAYS_AROUND), date + dt.timedelta(days=_DAYS_AROUND))
    known = AgendaItem.objects.filter(
        meeting__committee__municipality=municipality, meeting__held_on__range=around, removed_at=None
    )
    needed = len(telling) * _SHARE_ALIKE
    rows = _as_stated(known, [item.title for item in telling])
    alike = [pk for pk, count in _alike(telling, rows).items() if count >= needed]
    meetings = Meeting.objects.with_committee().select_related("source_committee").filter(pk__in=alike)
    for meeting in meetings:
        if _is_at(meeting, committee, date) or len(telling) < _telling_items(meeting) * _SHARE_ALIKE:
            continue
        if name and not meeting.documents.filter(name=name).exists():
            continue
        raise ImportRefusedError(
            f"Dokumentet siger {_said(parsed)}. Men det har næsten de samme punkter som "
            f"{_known(meeting)}. Er der en fejl i udvalg eller dato, så ret den, og importér igen. Er mødet "
            "flyttet, så ret først dato eller udvalg på mødet i arkivet.",
            remedies=(Remedy.OTHER_MEETING,),
            meeting=meeting,
        )


def _as_stated(known: QuerySet[AgendaItem], titles: Sequence[str]) -> Iterable[AgendaItem]:
    """Those with these titles in their source's words: a correction makes no other meeting of them. Not to be saved."""
    item_type = ContentType.objects.get_for_model(AgendaItem)
    corrections = Correction.objects.filter(content_type=item_type, field__in=_COMPARED)
    retitled = corrections.filter(field="title", source_value__in=titles).values("object_id")
    found = known.filter(Q(title__in=titles) | Q(pk__in=retitled))
    items = {item.pk: item for item in found.only("meeting_id", "source_number", *_COMPARED)}
    for correction in corrections.filter(object_id__in=items):
        setattr(items[correction.object_id], correction.field, correction.source_value)
    return items.values()


def _alike(telling: Sequence[ParsedItem], rows: Iterable[AgendaItem]) -> Counter[int]:
    """How many of the items each meeting has, by its key."""
    stated = {(item.number, item.title): item for item in telling}
    return Counter(
        row.meeting_id
        for row in rows
        if (item := stated.get((row.source_number, row.title)))
        and _agree(row.journal_number, item.journal_number)
        and _agree(row.decision_text, item.decision_text)
    )


def _agree(known: str, stated: str | None) -> bool:
    """Another journal number is another case, and another decision means that the case has gone on."""
    return not known or not stated or known == stated


def _telling_items(meeting: Meeting) -> int:
    titles = meeting.items.filter(removed_at=None).values_list("title", flat=True)
    return sum(not is_standing(title) for title in titles)


def _is_at(meeting: Meeting, committee: Committee | None, date: dt.date) -> bool:
    """Whether the meeting is of this committee and date, as documents state it or as staff have corrected it."""
    committees = (meeting.committee_id, meeting.source_committee_id)
    return (
        committee is not None
        and committee.pk in committees
        and date in (meeting.held_on, meeting.source_date)
    )


def _said(parsed: ParsedMeeting) -> str:
    return f"»{parsed.committee}« den {in_words(parsed.date)}"


def _known(meeting: Meeting) -> str:
    return f"mødet i »{meeting.committee}« den {in_words(meeting.held_on)}"
