"""Votes in a decision: who or how many voted for, against, or abstained, on what, and whether it was carried."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from apps.parsing import vote_patterns as patterns
from apps.parsing.decisions.own_text import LONGEST_DECISION
from apps.parsing.decisions.plain_text import in_figures, without_quotations
from apps.parsing.records import Vote, VoteCounts, Voter
from apps.parsing.voters import read_voters, read_voters_in_brackets

_FOR, _AGAINST, _ABSTAINED = "for", "against", "abstained"
_DOES = (
    (_AGAINST, patterns.DOES_AGAINST),
    (_FOR, patterns.DOES_FOR),
    (_ABSTAINED, patterns.DOES_ABSTAIN),
)


@dataclass(slots=True)
class _Side:
    """One mention of one side of a vote."""

    start: int
    end: int
    side: str
    voters: tuple[Voter, ...] = ()
    count: int | None = None


@dataclass(slots=True)
class _Ballot:
    start: int
    end: int
    sides: list[_Side] = field(default_factory=list)

    def voters(self, side: str) -> tuple[Voter, ...]:
        return tuple(
            dict.fromkeys(voter for entry in self.sides if entry.side == side for voter in entry.voters)
        )

    def count(self, side: str) -> int | None:
        return next(
            (entry.count for entry in self.sides if entry.side == side and entry.count is not None), None
        )


def read_votes(text: str) -> tuple[Vote, ...]:
    """The votes in a decision's text, in order. Never raises; linear, and reads at most LONGEST_DECISION characters.

    `forkastet med 39 stemmer imod 5` is 39 against: the number before "imod" is the winning side's.
    """
    text = in_figures(without_quotations(text[:LONGEST_DECISION]))
    ballots = _ballots(text, sorted(_sides(text), key=lambda side: side.start))
    votes = []
    # "Ændringsforslaget faldt. For stemte Ø.": one who tells the result first does so for every vote.
    results_first = (
        bool(ballots) and patterns.PROPOSAL_LOST.search(text[: ballots[0].start][-200:]) is not None
    )
    for n, ballot in enumerate(ballots):
        before = text[ballots[n - 1].end if n else 0 : ballot.start]
        after = text[ballot.end : ballots[n + 1].start if n + 1 < len(ballots) else len(text)]
        told = text[ballot.start : ballot.end]
        vote = _vote(ballot, before, told, after)
        if results_first and patterns.PROPOSAL_LOST.search(before[-200:]):
            vote = replace(vote, carried=False)
        votes.append(vote)
    return tuple(votes)


def _sides(text: str) -> Iterator[_Side]:
    labelled = list(_labelled(text))
    yield from labelled
    yield from _sides_by_verb(text, [side.end for side in labelled])
    yield from _tallies(text)
    yield from _groups(text)
    for match in patterns.OPPOSED.finditer(text):
        if voters := read_voters(match["who"] or match["behind"]):
            count = int(match["count"]) if match["count"] else None
            yield _Side(match.start(), match.end(), _AGAINST, voters, count)
    for match in patterns.BACKED.finditer(text):
        if voters := read_voters(match["majority"] or match["parties"]):
            yield _Side(match.start(), match.end(), _FOR, voters)


def _labelled(text: str) -> Iterator[_Side]:
    """`For stemte: A og V.`, `Imod: 6 (Anna Berg (V) …)`: the voters stand behind the label."""
    labels = list(patterns.LABEL.finditer(text))
    for n, match in enumerate(labels):
        limit = labels[n + 1].start() if n + 1 < len(labels) else len(text)
        segment = _up_to_line_end(text[match.end() : min(limit, match.end() + 3000)])
        count = patterns.COUNT.match(segment)
        # "Imod: 6 (V, C) Anna Berg undlod at stemme": the parenthesis behind the number is all of them.
        if count and (behind := patterns.BEHIND.match(segment, count.end())):
            segment = segment[: behind.end()]
        count = count or patterns.COUNT_BEHIND.search(segment)
        voters = read_voters(segment.replace("\n", " "))
        if count and not voters and (behind := patterns.BEHIND.match(segment, count.end())):
            voters = read_voters(behind[1])
        if voters or count:
            each = [int(number) for number in patterns.COUNT_EACH.findall(segment)]
            number = sum(each) if len(each) > 1 else int(count[1]) if count else None
            side = match.lastgroup or _FOR
            yield _Side(match.start(), match.end() + len(segment), side, voters, number)


def _sides_by_verb(text: str, label_ends: list[int]) -> Iterator[_Side]:
    """`Anna Berg (Ø) stemte imod`, `A og V stemte for`: the voters stand before the verb."""
    done = 0
    for match in patterns.SUBJECT_VERB.finditer(text):
        before = bisect_right(label_ends, match.start())
        done = max(done, label_ends[before - 1] if before else 0)
        start = max(done, match.start() - 300, text.rfind("\n", 0, match.start()) + 1)
        clause = patterns.CLAUSE_END.split(text[start : match.start()])[-1]
        # "med undtagelse af O og D, der stemte imod"; but "Der var 2, der stemte imod" names nobody.
        begins = match.start() - len(clause)
        clause = patterns.WHO.sub("", clause)
        if patterns.NAMES_NOBODY.search(clause):
            continue
        if voters := read_voters(clause) or read_voters_in_brackets(clause):
            size = patterns.GROUP_SIZE.search(clause)
            yield _Side(begins, match.end(), _side_of(match), voters, int(size[1]) if size else None)
            done = match.end()


def _side_of(match: re.Match[str]) -> str:
    if match["abstains"]:
        return _ABSTAINED
    return _AGAINST if match["side"].casefold() in {"imod", "mod", "nej"} else _FOR


def _tallies(text: str) -> Iterator[_Side]:
    taken: list[tuple[int, int]] = []
    for pattern in patterns.TALLIES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken[-50:]):
                continue
            taken.append(match.span())
            is_lost = (
                patterns.REJECTED_WITH.search(text, max(0, match.start() - 120), match.start())
                and "for" not in match[0].split()
            )
            is_lost = is_lost and int(match["for"]) > int(match["against"])
            first, second = (_AGAINST, _FOR) if is_lost else (_FOR, _AGAINST)
            behind = patterns.BEHIND.match(text, match.end())
            end = behind.end() if behind else match.end()
            groups = match.groupdict()
            who = groups.get("who") or groups.get("who2") or ""
            yield _Side(match.start(), end, first, read_voters(who), int(match["for"]))
            yield _Side(
                match.start(), end, second, read_voters(behind[1]) if behind else (), int(match["against"])
            )
    for match in patterns.ONE_SIDED_TALLY.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken[-50:]):
            side = _AGAINST if (match["side"] or "for").casefold() != "for" else _FOR
            yield _Side(match.start(), match.end(), side, (), int(match["n"] or match["winning"]))
    for match in patterns.ABSTAINING.finditer(text):
        behind = patterns.BEHIND.match(text, match.end())
        end, voters = (behind.end(), read_voters(behind[1])) if behind else (match.end(), ())
        yield _Side(match.start(), end, _ABSTAINED, voters, int(match[1] or match[2]))


def _groups(text: str) -> Iterator[_Side]:
    """`6 medlemmer (V+A) anbefaler …`, `Et flertal (V, A) anbefaler …`: who, and a verb that tells the side."""
    for match in (match for group in patterns.GROUPS for match in group.finditer(text)):
        side = next((side for side, verb in _DOES if verb.match(match[3])), None)
        if side:
            count = int(match[1]) if match[1] else None
            yield _Side(match.start(), match.end(), side, read_voters(match[2]), count)


def _ballots(text: str, sides: list[_Side]) -> list[_Ballot]:
    """A ballot ends where its result is told, or the same side is named again at a later place, or far away."""
    ballots: list[_Ballot] = []
    for side in sides:
        current = ballots[-1] if ballots else None
        is_repeated = current and any(
            e.side == side.side and (e.count is not None) == (side.count is not None) for e in current.sides
        )
        is_far = current is None or side.start - current.end > 400
        if current is None or is_repeated or is_far or patterns.RESULT.search(text, current.end, side.start):
            ballots.append(_Ballot(side.start, side.end, [side]))
        else:
            current.sides.append(side)
            current.end = max(current.end, side.end)
    return ballots


def _vote(ballot: _Ballot, before: str, told: str, after: str) -> Vote:
    counts = VoteCounts(
        votes_for=ballot.count(_FOR), against=ballot.count(_AGAINST), abstained=ballot.count(_ABSTAINED)
    )
    votes_for, against = ballot.voters(_FOR), ballot.voters(_AGAINST)
    subject = _subject(before, told[:40])
    return Vote(
        subject=subject,
        votes_for=votes_for,
        against=against,
        abstained=ballot.voters(_ABSTAINED),
        counts=counts,
        carried=_carried(
            counts, votes_for, against, before.rstrip().rsplit("\n", 1)[-1][-80:], told, after[:200]
        ),
    )


def _subject(before: str, label: str) -> str | None:
    """What the vote was about, from the words since the vote before it."""
    near = before[-3000:].rstrip()
    results = list(patterns.RESULT.finditer(near))
    near = near[results[-1].end() :] if results else near
    if re.match(r"\w+ indstillingen\b", label):
        return "Indstillingen"
    if patterns.AMENDMENT.search(near):
        proposers = patterns.PROPOSER.findall(near)
        return (
            f"Ændringsforslag fremsat af {proposers[-1][0]} ({proposers[-1][1]})"
            if proposers
            else "Ændringsforslag"
        )
    if proposers := patterns.PROPOSER.findall(near):
        return f"Forslag fremsat af {proposers[-1][0]} ({proposers[-1][1]})"
    if points := patterns.POINT.findall(near):
        return f"Indstillingens punkt {points[-1]}"
    return "Indstillingen" if patterns.RECOMMENDATION.search(near) else None


def _carried(
    counts: VoteCounts,
    votes_for: tuple[Voter, ...],
    against: tuple[Voter, ...],
    before: str,
    told: str,
    after: str,
) -> bool | None:
    """What the text says next; else the numbers; else what it said just before, or of a majority."""
    if counts.votes_for is not None and counts.against is not None:
        return counts.votes_for > counts.against
    lost, won = patterns.LOST.search(after), patterns.WON.search(after)
    if lost and (not won or lost.start() <= won.start()):
        return False
    if votes_for and against and all(voter.name for voter in votes_for + against):
        return len(votes_for) > len(against)
    if won or patterns.LOST.search(before):
        return won is not None
    if votes_for and against and patterns.MAJORITY_FIRST.match(told):
        return True
    if majority := patterns.MAJORITY_SIDE.search(told):
        return majority["against"] is None
    return True if patterns.WON.search(before) or patterns.WON.match(told) else None


def _up_to_line_end(segment: str) -> str:
    """Up to the end of the line or of the sentence; a list may be wrapped after a comma and inside a name."""
    for end in patterns.SEGMENT_END.finditer(segment):
        # "Bo K. Hansen" goes on, "A, B og V." ends.
        if end[0] == "\n" and patterns.CUT_NAME.search(segment, max(0, end.start() - 60), end.start()):
            continue
        if end[0] == "\n" or not patterns.INITIAL.search(segment, 0, end.end()):
            return segment[: end.start()]
    return segment
