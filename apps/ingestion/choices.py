"""What staff say about one document of an upload before it is imported."""

from collections.abc import Mapping
from dataclasses import dataclass

from apps.ingestion.guards import Remedy
from apps.ingestion.models import ImportRun

# Names of the preview's fields: of one document by its file's key, of one conflict by its correction's.
REASON = "begrundelse"
SOURCE_EVERYWHERE = "kilden_i_alle"
CONFLICT = "konflikt"
SOURCE, CORRECTION = "kilden", "rettelsen"
_LONGEST_REASON = 1000


@dataclass(frozen=True, kw_only=True)
class Choices:
    """`source_wins` are the keys of corrections that are handed back where the source says something else.

    `staff_win` are those that staff keep: the conflict is settled. What is in neither stays a conflict.
    """

    is_extra_meeting: bool = False
    allows_removal: bool = False
    reason: str = ""
    source_wins: frozenset[int] = frozenset()
    staff_win: frozenset[int] = frozenset()
    source_wins_everywhere: bool = False

    def say_on(self, run: ImportRun) -> None:
        """Say it on the run that a document is loaded by, without saving: the next document may be another matter."""
        run.is_extra_meeting = run.is_extra_meeting or self.is_extra_meeting
        run.allows_removal = run.allows_removal or self.allows_removal
        run.reason = self.reason or run.reason


def choices_in(posted: Mapping[str, str], file_id: int) -> Choices:
    """What the preview's form says about one file."""
    return Choices(
        is_extra_meeting=field_of(Remedy.OTHER_MEETING, file_id) in posted,
        allows_removal=field_of(Remedy.REMOVAL, file_id) in posted,
        reason=" ".join(posted.get(field_of(REASON, file_id), "").replace("\0", "").split())[
            :_LONGEST_REASON
        ],
        source_wins=_decided_for(SOURCE, posted, file_id),
        staff_win=_decided_for(CORRECTION, posted, file_id),
        source_wins_everywhere=field_of(SOURCE_EVERYWHERE, file_id) in posted,
    )


def field_of(name: str, key: int) -> str:
    """`begrundelse_17`: the name of a field about one file or one conflict."""
    return f"{name}_{key}"


def _decided_for(winner: str, posted: Mapping[str, str], file_id: int) -> frozenset[int]:
    """The conflicts that staff decided so: `konflikt_17=kilden`, of one document alone `konflikt_17_4=kilden`."""
    found = set()
    for name, value in posted.items():
        key, _, of_file = name.removeprefix(f"{CONFLICT}_").partition("_")
        if value == winner and key.isdecimal() and len(key) < 19 and of_file in ("", str(file_id)):
            found.add(int(key))
    return frozenset(found)
