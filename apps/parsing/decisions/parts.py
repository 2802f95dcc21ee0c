"""What of a decision's text is the body's own decision of this date: the rest is taken out before it is read."""

import re

from apps.parsing.attendance import begins_with_pronoun, is_about_attendance
from apps.parsing.committees import NAME as COMMITTEE
from apps.parsing.dates import DateMatch, first_date
from apps.parsing.decisions.members import begins_with_person, without_members
from apps.parsing.sentences import split_sentences

# The longest decisions are a few pages of votes on a budget; more is no decision, and is not read.
LONGEST_DECISION = 50_000
_EARLIER = re.compile(
    rf"(?:Beslutning(?:er)?\s(?:truffet\saf|truffet\si|i|fra|af)\s.{{2,90}}|{COMMITTEE}s\sbeslutning\b.{{0,60}}|{COMMITTEE},?\s(?:den\s|d\.\s)?\d.{{4,60}})",
    re.IGNORECASE,
)
_FORSLAG = r"(?:(?:ændrings|under|mod|tillægs)forslag(?:et|ene)?|forslaget)"
_AMENDMENT_BEGINS = re.compile(
    r"(?i)(?:fremsatte|fremsætter|(?<!\bde )(?<!\baf )stillede|stiller|fremlagde)\b[^.\n]{0,80}(?:ændrings|under|mod|tillægs)forslag|^(?:ændrings|under|mod|tillægs)forslag(?:et)?(?:\s\d{1,3})?(?:\sfra|\saf|\som|:|\sstillet|\sfremsat)"
)
_AMENDMENT_RESULT = re.compile(
    rf"(?i)\b{_FORSLAG}\b[^.\n]{{0,160}}\b(?:fald|forkast|bortfald|nedstemt|ikke (?:vedtag|godkend|opnå|flertal)|afvist)|\bdermed faldet\b|^faldet\.?$|^forkastet\b.{{0,80}}\b(?:ændrings|under|mod)?forslaget"
)
_PROPOSAL = re.compile(
    r"(?i)(?:ændrings|under|mod|tillægs)forslag|\b(?:foreslog|foreslår|stillede forslag|fremsatte)\b"
)
_PLAIN_PROPOSAL = re.compile(r"(?i)forslaget\b")
# "Udvalget anbefaler, at forslaget forkastes": what is recommended is not yet lost.
_RECOMMENDING = re.compile(r"(?i)\b(?:anbefal|indstil|beslut|vedtog|vedtag)\w*\b[^.\n]{0,120}\bat\b")
# "Forslag fra V om udsættelse blev nedstemt." is the decision, unless the recommendation has its own.
_PROPOSAL_LOST = re.compile(
    r"(?i)(?:et |en )?forslag(?:et)? (?:fra|af|om|stillet af)\b[^.\n]{0,200}\b(?:nedstemt|forkastet|faldt|faldet|bortfald\w*|ikke vedtaget)\b"
)
_MAIN_RESULT = re.compile(
    r"(?i)\b(?:indstillingen|hovedforslaget|sagen)\b[^.\n]{0,60}\b(?:godkendt|vedtaget|tiltrådt|udsat|anbefales)\b"
)
_AMENDMENT_WON = re.compile(
    r"(?i)\b(?:ændrings|under|mod|tillægs)forslag(?:et|ene)?\b[^.\n]{0,160}\b(?:vedtaget|godkendt|tiltrådt)"
)
_VOTE_LINE = re.compile(
    r"(?:For|Imod|Mod|Undlod|Hverken for eller imod|Undlader|Stemte|Stemmer|Alle|Øvrige|De øvrige|Resten)\b[^.:\n]{0,40}(?::|\bstemte\b|\bstemmer\b|\bat stemme\b)|(?:For|Imod|Mod|Undlod)\s?:|\d{1,3}\s(?:medlemmer\s)?(?:undlod|undlader|hverken)\b"
)
_PROTOCOL = re.compile(
    r"(?i)\b(?:protokolbemærkning|mindretalsudtalelse|tilført (?:protokollen|beslutningsprotokollen|referatet)|ført til (?:protokols?|referat)|(?:følgende|sig) protokolleret|til protokollen|særstandpunkt|begærede .{0,40}(?:protokol|indbragt)|standsningsret|brugte sin ret)\b"
)
# What follows may be about attendance: "Godkendt, idet Bo Krat (A) var fraværende."
_REASON = re.compile(r",\s(?:idet|da)\s")


def own_decision(text: str) -> str:
    """The text under the latest of several dated headings of bodies; all of it where there are none."""
    text = text[:LONGEST_DECISION]
    lines = text.split("\n")
    heads = [(n, found.date) for n, line in enumerate(lines) if (found := _head(line)) and found.date]
    if not heads:
        return text
    n, _ = max(heads, key=lambda head: (head[1], head[0]))
    following = next((m for m, _ in heads if m > n), len(lines))
    return "\n".join(lines[n + 1 : following])


def _head(line: str) -> DateMatch | None:
    """The date of a line that is the heading of a body's decision."""
    if len(line) > 150 or not _EARLIER.match(line.strip()):
        return None
    found = first_date(line)
    # A sentence goes on after its date; a heading has at most the number of the item there.
    return found if found and len(line.strip()) - found.end <= 14 else None


def body_sentences(text: str) -> list[str]:
    """The sentences that may state or qualify the body's decision, in order. Linear.

    Out go attendance, lines of votes, failed amendments with their text, and what a minority wanted noted.
    """
    sentences = _without_amendments(text)
    kept: list[str] = []
    in_protocol = False
    for sentence, starts_line in sentences:
        if starts_line:
            in_protocol = False
        if _PROTOCOL.search(sentence):
            in_protocol = True
            continue
        # What is noted runs to the end of its line, unless the decision itself comes only then.
        if in_protocol and (kept or not _OUTCOME_LINE.match(sentence)):
            continue
        sentence = _without_absence(sentence)
        if is_about_attendance(sentence):
            # "Anna Berg (V) er formand for foreningen. Hun forlod mødet …": both are about her.
            if kept and begins_with_pronoun(sentence) and begins_with_person(kept[-1]):
                kept.pop()
        elif not _VOTE_LINE.match(sentence):
            kept.append(sentence)
    return without_members(kept)


def _without_absence(sentence: str) -> str:
    """The decision in front of a clause that only says who was absent."""
    decided, *reason = _REASON.split(sentence, maxsplit=1)
    if not reason or is_about_attendance(decided):
        return sentence
    # What a member did or said is no remark of the body's: "idet Bo Krat (A) henviste til …".
    is_beside = is_about_attendance(reason[0]) or begins_with_person(reason[0])
    return decided if is_beside else sentence


def _loses_beside(sentence: str, *, has_proposal: bool, has_main_vote: bool) -> bool:
    """Whether a sentence tells that a proposal beside the recommendation was lost."""
    if has_main_vote and _PROPOSAL_LOST.match(sentence):
        return True
    lost = _AMENDMENT_RESULT.search(sentence)
    if not lost or _RECOMMENDING.search(sentence, 0, lost.start()):
        return False
    return has_proposal or not _PLAIN_PROPOSAL.match(sentence)


def _without_amendments(text: str) -> list[tuple[str, bool]]:
    """Sentences with whether they begin a line; an amendment runs from its proposal to its result."""
    kept: list[tuple[str, bool]] = []
    pending: list[tuple[str, bool]] | None = None
    has_proposal = _PROPOSAL.search(text) is not None
    has_main_vote = _MAIN_RESULT.search(text) is not None
    for line in text.split("\n"):
        for n, sentence in enumerate(split_sentences(line)):
            # "Forslaget er faldet" is the decision itself where nobody proposed anything else.
            if _loses_beside(sentence, has_proposal=has_proposal, has_main_vote=has_main_vote):
                pending = None
            elif _AMENDMENT_WON.search(sentence):
                pending = None
                kept.append((f"med ændring: {sentence}", n == 0))
            elif _AMENDMENT_BEGINS.search(sentence):
                kept += _decided(pending)
                pending = []
            elif pending is not None:
                pending.append((sentence, n == 0))
            else:
                kept.append((sentence, n == 0))
    return kept + _decided(pending)


_OUTCOME_LINE = re.compile(
    r"(?i)(?:\w+ ){0,2}?(?:indstillingen|sagen|punktet|\w*forslaget|borgmesterens forslag|administrationens indstilling)?\s?(?:er |blev |bliver )?(?:herefter |derefter |dermed )?(?:godkendt|tiltrådt|vedtaget|udsat|udsættes|taget til|forkastet|anbefales|indstilles|henvist|oversendt|sendt|valgt|udpeget)"
)


def _decided(pending: list[tuple[str, bool]] | None) -> list[tuple[str, bool]]:
    """Of an amendment whose result is not told, what follows it as a decision of its own."""
    if not pending:
        return []
    for n, (sentence, _) in enumerate(pending):
        if _OUTCOME_LINE.match(sentence):
            return pending[n:]
    return []
