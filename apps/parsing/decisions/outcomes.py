"""Reading a decision (beslutning): the outcome of the item, or of each point of its recommendation.

Rules: only this body's decision counts; absence, votes, failed amendments and a minority's remarks are taken
out first; negation comes before approval; the outcome may be the first sentence or the last.
"""

import re
from collections.abc import Sequence

from apps.parsing.decisions.own_text import own_decision
from apps.parsing.decisions.parts import body_sentences
from apps.parsing.decisions.plain_text import plain
from apps.parsing.decisions.points import Point, split_points
from apps.parsing.decisions.remarks import adds_nothing, has_remark, says_nothing
from apps.parsing.decisions.words import Statement, fold, read_statement
from apps.parsing.records import Outcome, OutcomeCode, Vote
from apps.parsing.votes import read_votes

_PROPOSAL = re.compile(
    r"\b(?:foreslog|foreslår|stillede forslag|fremsatte|fremsætter|stiller forslag|stillede ændring|bad om|ønskede at)\b"
)

# "Indstillingen blev ikke fulgt. Der meddeles dispensation.": what was decided instead comes next.
_RECOMMENDATION_LEFT = re.compile(
    r"\bindstilling\w* (?:\w+ )?ikke (?:fulgt|følges)|\bfølge[rs]? ikke (?:\w+ )?indstilling"
)
# "V foreslog, at sagen udsættes. Dette blev vedtaget.": what was proposed is the decision.
_PROPOSAL_WON = re.compile(
    r"(?:dette|det|forslaget|hvilket) (?:blev|er|var) (?:\w+ )?(?:vedtaget|godkendt|tiltrådt)\b"
)
# The item that approves the agenda: what it tells of other items ("punkt 9 udgår") is not what became of this one.
_AGENDA_APPROVED = re.compile(r"\bdagsorden(?:en)?\b[^.\n]{0,60}?\bgodkend(?:t|es|te)\b", re.IGNORECASE)
_UNCLEAR = frozenset({OutcomeCode.NONE, OutcomeCode.OTHER})
_OWN_WISH = re.compile(r"^(?:[\w-]+,? ){0,5}?\w*(?:udvalget|bestyrelsen|byrådet|rådet) \w+")
_ANSWERED = re.compile(
    r"\b(?:og|men) (?:\w+ )?(?:bemærker|ønsker|savner|foreslår|opfordrer|understreger|påpeger|anbefaler)\b"
)
_NAMED_REMARKS = re.compile(
    r"\b(?:(?:følgende|disse|nedenstående|flg\.?) (?:bemærkning|kommentar|input)|^bemærkninger fra)"
)


def read_decision(text: str) -> tuple[Outcome, ...]:
    """The outcomes that a decision's text states: one for the whole item, or one for each point it names.

    Never raises, for any text; "" or "Intet" is one outcome `none`. Linear; reads at most LONGEST_DECISION characters.
    """
    text = plain(own_decision(text))
    points = [Point((), text)] if _AGENDA_APPROVED.search(text) else split_points(text)
    if len(points) == 1 and not points[0].numbers:
        return (_whole(text),)
    lead = [point for point in points if not point.numbers]
    outcomes: dict[int, Outcome] = {}
    for point in points:
        for number in point.numbers:
            # A point may be named again: first its amendment, then its decision.
            if number not in outcomes or outcomes[number].outcome in _UNCLEAR:
                outcomes[number] = _outcome(point.text, number)
    whole = _outcome("\n".join(point.text for point in lead), None) if lead else None
    if whole and _statement_of(lead[0].text):
        if all(outcome.outcome is OutcomeCode.OTHER for outcome in outcomes.values()):
            return (Outcome(outcome=whole.outcome, with_remarks=True),)
        return (whole, *outcomes.values())
    return tuple(outcomes.values())


def _whole(text: str) -> Outcome:
    outcome = _outcome(text, None)
    if outcome.outcome not in _UNCLEAR or not (votes := read_votes(text)):
        return outcome
    # A vote without a word of outcome: the counts decide.
    carried = _carried(votes)
    if carried is None:
        return outcome
    return Outcome(
        outcome=OutcomeCode.APPROVED if carried else OutcomeCode.REJECTED, with_remarks=outcome.with_remarks
    )


def _carried(votes: Sequence[Vote]) -> bool | None:
    main = [vote for vote in votes if not (vote.subject or "").startswith("Ændringsforslag")]
    return main[-1].carried if main else None


def _outcome(text: str, number: int | None) -> Outcome:
    folded = [fold(sentence) for sentence in body_sentences(text)]
    # Rules and dashes between paragraphs say nothing, unless they are all there is.
    sentences = [s for s in folded if any(map(str.isalnum, s))] or [s for s in folded if s]
    if not sentences or says_nothing(" ".join(sentences)):
        return Outcome(recommendation=number, outcome=OutcomeCode.NONE)
    chosen = _choose(sentences)
    if chosen is None:
        # "Udvalget ønsker at …" is here the decision itself.
        decided = _OWN_WISH.sub("", sentences[0])
        with_remarks = any(has_remark(sentence) for sentence in (decided, *sentences[1:]))
        return Outcome(recommendation=number, outcome=OutcomeCode.OTHER, with_remarks=with_remarks)
    index, statement = chosen
    return Outcome(
        recommendation=number, outcome=statement.code, with_remarks=_with_remarks(sentences, index, statement)
    )


def _choose(sentences: Sequence[str]) -> tuple[int, Statement] | None:
    """The first sentence with a strong statement; else one that is only a proposal; else the first weak one."""
    agenda = next((n for n, sentence in enumerate(sentences) if _AGENDA_APPROVED.search(sentence)), None)
    if agenda is not None and (approved := read_statement(sentences[agenda])):
        return agenda, approved
    proposals: list[tuple[int, Statement]] = []
    weak: list[tuple[int, Statement]] = []
    for index, sentence in enumerate(sentences):
        statement = read_statement(sentence)
        if statement is None:
            continue
        if not statement.is_strong:
            weak.append((index, statement))
        elif _PROPOSAL.search(sentence, 0, statement.start) or _RECOMMENDATION_LEFT.search(sentence):
            proposals.append((index, statement))
        elif proposals and _PROPOSAL_WON.match(sentence):
            return proposals[-1]
        else:
            first_weak = weak[0] if weak and weak[0][0] == 0 else None
            if first_weak and _opens_with(sentences[0], first_weak[1]) and _is_wish(sentence):
                return first_weak
            return index, statement
    return _weightiest(weak) or next(iter(proposals), None)


def _weightiest(weak: Sequence[tuple[int, Statement]]) -> tuple[int, Statement] | None:
    """The first of the weak statements, unless it only tells who informed: "Centret orienterede. Udvalget drøftede sagen."."""
    if weak and weak[0][1].code is OutcomeCode.NOTED:
        return next((w for w in weak if w[1].code is OutcomeCode.DISCUSSED), weak[0])
    return weak[0] if weak else None


def _opens_with(sentence: str, statement: Statement) -> bool:
    """Whether a weak word is the decision itself: "Drøftet.", "Sagen sendes tilbage til …"."""
    return statement.start <= 25 and len(sentence) <= 200


def _is_wish(sentence: str) -> bool:
    return (
        re.search(r"\b(?:ønske[rs]?|ønskede|anmoder|opfordrer|skal|bør|forventer|ser frem|når)\b", sentence)
        is not None
    )


def _with_remarks(sentences: Sequence[str], index: int, statement: Statement) -> bool:
    if statement.code is OutcomeCode.RESPONSE:
        # An answer to a hearing is the decision itself; remarks named so are remarks.
        return (
            _NAMED_REMARKS.search(sentences[index]) is not None
            or _ANSWERED.search(sentences[index]) is not None
        )
    if any(has_remark(sentence) for sentence in sentences[: index + 1]):
        return True
    if statement.code is OutcomeCode.ELECTED:
        # What follows an election are names and offices.
        return any(has_remark(sentence) for sentence in sentences[index + 1 :])
    return any(_is_remark(sentence, statement) for sentence in sentences[index + 1 :])


def _is_remark(sentence: str, statement: Statement) -> bool:
    """A sentence after the outcome is a remark unless it repeats it or adds nothing."""
    if adds_nothing(sentence) or says_nothing(sentence):
        return False
    again = read_statement(sentence)
    repeats = again and again.start <= 40 and len(sentence) <= 90 and not has_remark(sentence)
    return not (
        repeats and again and again.code in {statement.code, OutcomeCode.DISCUSSED, OutcomeCode.NOTED}
    )


def _statement_of(text: str) -> bool:
    return any((s := read_statement(fold(sentence))) and s.is_strong for sentence in body_sentences(text))
