"""Votes in a decision: who or how many voted for, against, or abstained, on what, and whether it was carried."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from apps.parsing.decisions.parts import LONGEST_DECISION
from apps.parsing.decisions.plain_text import in_figures, without_quotations
from apps.parsing.people import NAME
from apps.parsing.records import Vote, VoteCounts, Voter
from apps.parsing.voters import read_voters, read_voters_in_brackets

_FOR, _AGAINST, _ABSTAINED = "for", "against", "abstained"
_ON = r"(?:\s(?:\w*(?:forslaget|indstillingen)|dette|sagen)(?:\s(?:fra|af)\s\w{1,20})?)?"
_LABEL = re.compile(
    rf"(?P<abstained>\bUndlod(?:\sat\sstemme)?\b\s?:?|\bundlod(?:\sat\sstemme)?\s?:|\bUndlader(?:\sat\sstemme)?\s?:|\b(?:Stemte\sh|H)verken\sfor\seller\s(?:i)?mod(?:\sstemte)?\s?:?|\bBlank[te]?\s?:)"
    rf"|(?P<against>\bNej(?:-?stemmer)?\s?:|\bImod{_ON}\s(?:stemte|stemmer)\b\s?:?|\bMod{_ON}\s(?:stemte|stemmer)\b\s?:?|\bMod{_ON}\s?:|\b(?:[Ss]temte|[Ss]temmer)\si?mod\s?:|\bI?mod{_ON}\s?:)"
    rf"|(?P<for>\bJa(?:-?stemmer)?\s?:|\bFor{_ON}\s(?:stemte|stemmer)\b\s?:?|\b(?:[Ss]temte|[Ss]temmer)\sfor\s?:|\bFor{_ON}\s?:)"
)
_SUBJECT_VERB = re.compile(
    r"\b(?:stemte|stemmer|stemt)\s(?P<side>i?mod|for|nej|ja)\b|\b(?P<abstains>(?:undlod|undlader)\sat\sstemme\b|(?:undlod|undlader)(?=\s?(?:[.,;\n]|\Z))|(?:afstår|afstod)\sfra\sat\sstemme\b|(?:stemte|stemmer)\s(?:hverken|blankt?)\b)",
    re.IGNORECASE,
)
_BRACKETS = r"\((?:[^()\n]|\([^()\n]{0,40}\)){1,300}\)"
_TALLIES = (
    re.compile(
        r"(?i)\bmed\s(?P<for>\d{1,3})\s(?:ja-?)?stemmer?\s?(?P<who>\([^()\n]{1,200}\))?\s?(?:for\s(?:og\s)?)?i?mod\s(?P<against>\d{1,3})"
    ),
    re.compile(
        rf"(?i)\b(?P<for>\d{{1,3}})\s(?:stemmer\s?)?(?P<who>{_BRACKETS})?\s?(?:stemte\s)?for\s?(?P<who2>{_BRACKETS})?\s?(?:,\sog|,|;|og|mod)\s(?P<against>\d{{1,3}})\s(?:stemmer\s)?(?:stemte\s)?i?mod"
    ),
    re.compile(r"(?i)\b(?P<for>\d{1,3})\sstemmer\si?mod\s(?P<against>\d{1,3})"),
    re.compile(
        r"(?i)\bmed\s(?P<for>\d{1,3})\s(?:stemmer\s)?mod\s(?P<against>\d{1,3})\s(?:medlemmer|stemmer)\b"
    ),
    re.compile(
        r"(?i)\bmed\s(?:stemmerne|stemmetallene|stemmetallet)\s(?P<for>\d{1,3})\s?(?:[-–]|mod)\s?(?P<against>\d{1,3})"
    ),
)
# Who the losing side was: "mod 7 (V, O)", "2 imod (Anna Berg (V) og Bo Dahl (O))"
_BEHIND = re.compile(r"\s?(?:stemmer\s?)?\(((?:[^()\n]|\([^()\n]{0,40}\)){1,600})\)")
_ABSTAINING = re.compile(
    r"(?i)\b(\d{1,3})\s(?:\w+\s)?(?:undlod|undlader|hverken|blank)(?:\sat\sstemme|\sfor\seller\si?mod)?|(?i:\bog\s)(\d{1,3}),?\s(?:(?:der|som)\s)?(?:hverken|blank|undlod)(?:\sat\sstemme)?(?:\sfor\seller\si?mod)?"
)
_MEMBERS = re.compile(r"(?i)\b(\d{1,3})\smedlem(?:mer)?\s\(([^()\n]{1,80})\)\s([^.,\n]{1,120})")
_MAJORITY = re.compile(
    r"(?i)\b(?:flertal|mindretal)(?:let|et)?\s(?:på\s(\d{1,3})\s)?(?:i udvalget\s)?\(([^()\n]{1,80})\)\s(?!stem)([^.\n]{1,120})"
)
# "Et flertal bestående af A, B og F anbefaler …": without parentheses the verb ends the list.
_MADE_OF = re.compile(
    r"(?i)\b(?:flertal|mindretal)(?:let|et)?(?:,|\s(?:i udvalget\s)?(?:på\s(\d{1,3})\s(?:medlemmer\s)?)?(?:i udvalget\s)?(?:bestående af|udgjort af))\s([^\n]{1,200}?),?\s(?=(?:anbefal|godkend|tiltr|indstil|kan|kunne|støtte|tager forb|tog forb|er imod|afvent|vedt))([^.\n]{1,120})"
)
_MAJORITY_FIRST = re.compile(r"(?i)(?:\w+\s)?flertal")
_GROUP_SIZE = re.compile(r"(?i)(?:flertal|mindretal)(?:let|et)? på (\d{1,3})\b")
_CLAUSE_END = re.compile(r"(?<=[\w)\"”][a-zæøå)\"”\d])[.:;]\s|\b(?:idet|mens|og at)\s")
_NAMES_NOBODY = re.compile(r"\d\s*$|\bder\s*$")
_WHO = re.compile(r",\s(?:der|som)\s$")
_MAJORITY_SIDE = re.compile(
    r"(?i)\bflertal\w*\b[^.\n]{0,160}?\b(?:(?P<against>stemte i?mod|stemmer i?mod)|stemte for|stemmer for)"
)
# "Godkendt med 14 stemmer. 5 stemte imod."
_ALONE = re.compile(
    r"(?i)\b(?P<n>\d{1,3})\s(?:medlemmer\s|stemmer\s)?(?:stemte\s|stemmer\s)(?P<side>for|i?mod)\b|\bmed\s(?P<winning>\d{1,3})\sstemmer(?=\.\s[^.\n]{1,160}\b(?:stemte|undlod)\b)"
)
_VERBS = (
    (_AGAINST, re.compile(r"(?i)(?:stemmer|stemte) i?mod|kan ikke|kunne ikke|anbefaler ikke|er imod")),
    (_FOR, re.compile(r"(?i)anbefale|godkend|tiltræd|tiltrådt|stemte for|stemmer for|indstille|vedt")),
    (_ABSTAINED, re.compile(r"(?i)undlader|undlod|tager forbehold|tog forbehold|afventer")),
)
_COUNT = re.compile(r"\s*(\d{1,3})\b(?!\.)(?!\smedlem(?:mer)?\saf\b)")
_COUNT_BEHIND = re.compile(r"\((\d{1,3})\)\s*$")
# "Tiltrådt mod stemmerne fra V og C", "godkendt mod Enhedslistens stemmer"
_OPPOSED = re.compile(
    r"\b(?i:godkendt|vedtaget|tiltrådt|anbefalet|anbefales|indstilles|forkastet)\b(?:\s\w+){0,2}?\si?mod\s(?:stemmerne?\sfra\s)?(?:(?P<count>\d{1,3})\sstemmer?\s?\((?P<behind>[^()]{1,300})\)|(?P<who>[A-ZÆØÅ][^.;\n\d]{0,120}?)(?:s?\sstemmer?)?\s?(?=[.;\n]|\Z))"
)
_INITIAL = re.compile(r"\b(?!Liste |Gruppe |Parti )[A-ZÆØÅ][a-zæøåé]+ [A-ZÆØÅ]\.$")
_SEGMENT_END = re.compile(r"(?<!,)\n(?!\(|og\s)|\.(?=\s|$)")
_CUT_NAME = re.compile(r"(?:,|\bog)\s[A-ZÆØÅ][\w'’-]+$")
_LOST = re.compile(
    r"(?i)\b(?:fald(?:t|et)|falder|forkastet|nedstemt|bortfald(?:t|et)|ikke (?:vedtaget|godkendt)|afvist)\b"
)
_WON = re.compile(
    r"(?i)\b(?:vedtaget|godkendt|tiltrådt|vedtages|godkendes|anbefales|anbefaler|vedtog|til efterretning|henvist|oversendt|(?:blev|er) (?:\w+ )?(?:gen)?valgt|(?:udvalget|rådet|bestyrelsen) stemte for|indstilles (?:til godkendelse|godkendt))\b"
)
_PROPOSAL_LOST = re.compile(
    r"(?i)\b\w*forslag\w*\b[^.\n]{0,160}\b(?:faldt|forkastet|nedstemt|ikke vedtaget|bortfaldt)[.:]?\s*$"
)
_REJECTED_WITH = re.compile(
    r"(?i)(?:forkast\w+|stem(?:te?|mer)(?: [^.,\n]{1,60})? ned|nedstemt\w*|afvist\w*|faldt|ikke godkendt)(?:(?!godkend|vedtag|tiltr|indstilling| og )[^.,\n])*$"
)
# The result of the vote before: what stands after it is about the next one.
_RESULT = re.compile(
    r"(?i)forslaget\b[^.\n]{0,80}\b(?:fald(?:t|et)|forkastet|vedtaget|bortfald(?:t|et)|godkendt)\b(?! med \d)[.\s]"
)
_AMENDMENT = re.compile(r"(?i)ændringsforslag")
_PROPOSER = re.compile(
    rf"({NAME}) \((\w{{1,4}})\)[^.\n]{{0,60}}(?:fremsatte|stillede|foreslog|fremsætter|stiller)"
)
_POINT = re.compile(r"(?i)indstillingens (?:punkt|pkt\.?) (\d{1,2})")


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
    results_first = bool(ballots) and _PROPOSAL_LOST.search(text[: ballots[0].start][-200:]) is not None
    for n, ballot in enumerate(ballots):
        before = text[ballots[n - 1].end if n else 0 : ballot.start]
        after = text[ballot.end : ballots[n + 1].start if n + 1 < len(ballots) else len(text)]
        told = text[ballot.start : ballot.end]
        vote = _vote(ballot, before, told, after)
        if results_first and _PROPOSAL_LOST.search(before[-200:]):
            vote = replace(vote, carried=False)
        votes.append(vote)
    return tuple(votes)


def _sides(text: str) -> Iterator[_Side]:
    labelled = list(_labelled(text))
    yield from labelled
    yield from _sides_by_verb(text, [side.end for side in labelled])
    yield from _tallies(text)
    yield from _groups(text)
    for match in _OPPOSED.finditer(text):
        if voters := read_voters(match["who"] or match["behind"]):
            count = int(match["count"]) if match["count"] else None
            yield _Side(match.start(), match.end(), _AGAINST, voters, count)


def _labelled(text: str) -> Iterator[_Side]:
    """`For stemte: A og V.`, `Imod: 6 (Anna Berg (V) …)`: the voters stand behind the label."""
    labels = list(_LABEL.finditer(text))
    for n, match in enumerate(labels):
        limit = labels[n + 1].start() if n + 1 < len(labels) else len(text)
        segment = _up_to_line_end(text[match.end() : min(limit, match.end() + 3000)])
        count = _COUNT.match(segment)
        # "Imod: 6 (V, C) Anna Berg undlod at stemme": the parenthesis behind the number is all of them.
        if count and (behind := _BEHIND.match(segment, count.end())):
            segment = segment[: behind.end()]
        count = count or _COUNT_BEHIND.search(segment)
        voters = read_voters(segment.replace("\n", " "))
        if count and not voters and (behind := _BEHIND.match(segment, count.end())):
            voters = read_voters(behind[1])
        if voters or count:
            side, number = match.lastgroup or _FOR, int(count[1]) if count else None
            yield _Side(match.start(), match.end() + len(segment), side, voters, number)


def _sides_by_verb(text: str, label_ends: list[int]) -> Iterator[_Side]:
    """`Anna Berg (Ø) stemte imod`, `A og V stemte for`: the voters stand before the verb."""
    done = 0
    for match in _SUBJECT_VERB.finditer(text):
        before = bisect_right(label_ends, match.start())
        done = max(done, label_ends[before - 1] if before else 0)
        start = max(done, match.start() - 300, text.rfind("\n", 0, match.start()) + 1)
        clause = _CLAUSE_END.split(text[start : match.start()])[-1]
        # "med undtagelse af O og D, der stemte imod"; but "Der var 2, der stemte imod" names nobody.
        begins = match.start() - len(clause)
        clause = _WHO.sub("", clause)
        if _NAMES_NOBODY.search(clause):
            continue
        if voters := read_voters(clause) or read_voters_in_brackets(clause):
            size = _GROUP_SIZE.search(clause)
            yield _Side(begins, match.end(), _side_of(match), voters, int(size[1]) if size else None)
            done = match.end()


def _side_of(match: re.Match[str]) -> str:
    if match["abstains"]:
        return _ABSTAINED
    return _AGAINST if match["side"].casefold() in {"imod", "mod", "nej"} else _FOR


def _tallies(text: str) -> Iterator[_Side]:
    taken: list[tuple[int, int]] = []
    for pattern in _TALLIES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken[-50:]):
                continue
            taken.append(match.span())
            is_lost = (
                _REJECTED_WITH.search(text, max(0, match.start() - 120), match.start())
                and "for" not in match[0].split()
            )
            is_lost = is_lost and int(match["for"]) > int(match["against"])
            first, second = (_AGAINST, _FOR) if is_lost else (_FOR, _AGAINST)
            behind = _BEHIND.match(text, match.end())
            end = behind.end() if behind else match.end()
            groups = match.groupdict()
            who = groups.get("who") or groups.get("who2") or ""
            yield _Side(match.start(), end, first, read_voters(who), int(match["for"]))
            yield _Side(
                match.start(), end, second, read_voters(behind[1]) if behind else (), int(match["against"])
            )
    for match in _ALONE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken[-50:]):
            side = _AGAINST if (match["side"] or "for").casefold() != "for" else _FOR
            yield _Side(match.start(), match.end(), side, (), int(match["n"] or match["winning"]))
    for match in _ABSTAINING.finditer(text):
        behind = _BEHIND.match(text, match.end())
        end, voters = (behind.end(), read_voters(behind[1])) if behind else (match.end(), ())
        yield _Side(match.start(), end, _ABSTAINED, voters, int(match[1] or match[2]))


def _groups(text: str) -> Iterator[_Side]:
    """`6 medlemmer (V+A) anbefaler …`, `Et flertal (V, A) anbefaler …`: who, and a verb that tells the side."""
    for match in (*_MEMBERS.finditer(text), *_MAJORITY.finditer(text), *_MADE_OF.finditer(text)):
        side = next((side for side, verb in _VERBS if verb.match(match[3])), None)
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
        if current is None or is_repeated or is_far or _RESULT.search(text, current.end, side.start):
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
    results = list(_RESULT.finditer(near))
    near = near[results[-1].end() :] if results else near
    if re.match(r"\w+ indstillingen\b", label):
        return "Indstillingen"
    if _AMENDMENT.search(near):
        proposers = _PROPOSER.findall(near)
        return (
            f"Ændringsforslag fremsat af {proposers[-1][0]} ({proposers[-1][1]})"
            if proposers
            else "Ændringsforslag"
        )
    if proposers := _PROPOSER.findall(near):
        return f"Forslag fremsat af {proposers[-1][0]} ({proposers[-1][1]})"
    if points := _POINT.findall(near):
        return f"Indstillingens punkt {points[-1]}"
    return "Indstillingen" if re.search(r"(?i)\bindstillingen\b", near) else None


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
    lost, won = _LOST.search(after), _WON.search(after)
    if lost and (not won or lost.start() <= won.start()):
        return False
    if votes_for and against and all(voter.name for voter in votes_for + against):
        return len(votes_for) > len(against)
    if won or _LOST.search(before):
        return won is not None
    if votes_for and against and _MAJORITY_FIRST.match(told):
        return True
    if majority := _MAJORITY_SIDE.search(told):
        return majority["against"] is None
    return True if _WON.search(before) or _WON.match(told) else None


def _up_to_line_end(segment: str) -> str:
    """Up to the end of the line or of the sentence; a list may be wrapped after a comma and inside a name."""
    for end in _SEGMENT_END.finditer(segment):
        # "Bo K. Hansen" goes on, "A, B og V." ends.
        if end[0] == "\n" and _CUT_NAME.search(segment, max(0, end.start() - 60), end.start()):
            continue
        if end[0] == "\n" or not _INITIAL.search(segment, 0, end.end()):
            return segment[: end.start()]
    return segment
