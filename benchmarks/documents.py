"""The archive's rows as plain values, read by SQL and not through the search: for the other engines, and to check by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from apps.language.journal_numbers import parse_journal_number
from benchmarks.planted import ALL_WORDS, PHRASES

_ITEMS = """
    SELECT item.id, meeting.held_on, meeting.committee_id, item.title, item.journal_number, item.decision_text,
        (SELECT array_agg(code ORDER BY position) FROM agenda_items_outcome o WHERE o.item_id = item.id),
        (SELECT string_agg(heading || E'\\n' || text, E'\\n\\n' ORDER BY position)
            FROM agenda_items_section s WHERE s.item_id = item.id),
        (SELECT string_agg(text, E'\\n' ORDER BY position) FROM agenda_items_recommendation r WHERE r.item_id = item.id)
    FROM agenda_items_agendaitem item JOIN meetings_meeting meeting ON meeting.id = item.meeting_id
    -- As `sort_key` has it: of the meetings of a day by the last bits of their keys.
    ORDER BY meeting.held_on, meeting.id % 64, item.position DESC, item.id DESC
"""


@dataclass(frozen=True, slots=True)
class Document:
    """One item as every engine gets it. `rank` counts from 1 in the order of the dates."""

    rank: int
    item_id: int
    year: int
    committee: int
    title: str
    journal_number: str
    decision: str
    outcomes: tuple[str, ...]
    body: str

    @property
    def journal_prefixes(self) -> tuple[str, ...]:
        """All prefixes of the journal number, the shortest first."""
        number = parse_journal_number(self.journal_number)
        return number.prefixes if number else ()

    @property
    def journal_group(self) -> str:
        """The first part of the journal number, "" without one."""
        return next(iter(self.journal_prefixes), "")


def documents() -> Iterator[Document]:
    """All items, the oldest first, in constant memory."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Declared by hand: Django's own cursors read a whole answer.
        cursor.execute(f"DECLARE all_items NO SCROLL CURSOR FOR {_ITEMS}")
        rank = 0
        while True:
            cursor.execute("FETCH 2000 FROM all_items")
            rows = cursor.fetchall()
            if not rows:
                cursor.execute("CLOSE all_items")
                return
            for item, held_on, committee, title, number, decision, outcomes, sections, points in rows:
                rank += 1
                body = f"{sections}\n\n{points}"
                yield Document(
                    rank, item, held_on.year, committee, title, number, decision, tuple(outcomes), body
                )


@dataclass(frozen=True)
class Catalogue:
    """Columns over all items in the order of the dates, and which of them hold the planted words."""

    item: NDArray[np.int64]
    year: NDArray[np.int64]
    committee: NDArray[np.int64]
    # Outcomes and journal prefixes as `|approved|noted|`.
    outcomes: NDArray[np.bytes_]
    prefixes: NDArray[np.bytes_]
    # A column for each of ALL_WORDS in any form, as it is searched for, and for each of PHRASES.
    any_form: NDArray[np.bool_]
    base_form: NDArray[np.bool_]
    phrases: NDArray[np.bool_]


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue, made by reading every text once, some 8 s for 50,000 items, and kept in the file."""
    if not path.exists():
        _write_catalogue(path)
    with np.load(path) as arrays:
        return Catalogue(**arrays)


def _write_catalogue(path: Path) -> None:
    columns: list[tuple[int, int, int, bytes, bytes]] = []
    found: list[tuple[list[bool], list[bool], list[bool]]] = []
    for document in documents():
        joined = [
            f"|{'|'.join(values)}|".encode() for values in (document.outcomes, document.journal_prefixes)
        ]
        columns.append((document.item_id, document.year, document.committee, joined[0], joined[1]))
        found.append(_planted_in(f"{document.title}\n\n{document.decision}\n\n{document.body}".lower()))
    item, year, committee, outcomes, prefixes = zip(*columns, strict=True)
    any_form, base_form, phrases = (np.array(rows) for rows in zip(*found, strict=True))
    np.savez(
        path,
        item=np.array(item),
        year=np.array(year),
        committee=np.array(committee),
        outcomes=np.array(outcomes),
        prefixes=np.array(prefixes),
        any_form=any_form,
        base_form=base_form,
        phrases=phrases,
    )


_BASE_FORMS = tuple(re.compile(rf"\b{planted.word}\b") for planted in ALL_WORDS)
_PHRASES = tuple(re.compile(rf"\b{p.first.word}\W+{p.second.word}\b") for p in PHRASES)


def _planted_in(text: str) -> tuple[list[bool], list[bool], list[bool]]:
    """For each planted word: in any form, as it is searched for; for each phrase: whether it is there."""
    # Nothing else in the archive contains a planted word.
    any_form = [planted.word in text for planted in ALL_WORDS]
    base = [
        is_there and bool(form.search(text)) for is_there, form in zip(any_form, _BASE_FORMS, strict=True)
    ]
    return any_form, base, [bool(phrase.search(text)) for phrase in _PHRASES]
