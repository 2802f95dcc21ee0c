"""Amendments (ændringsforslag) in a decision: a lost one is taken out with its text, a carried one changes the decision."""

import re

from apps.parsing.decisions.phrases import any_of
from apps.parsing.sentences import split_sentences

# A sentence, with whether it begins a line.
Sentence = tuple[str, bool]

_AMENDMENT = "(?:ændrings|under|mod|tillægs)forslag"
_AMENDMENT_BEGINS = re.compile(
    any_of(
        # "Venstre stillede følgende ændringsforslag"; but "de stillede ændringsforslag" are told of
        rf"(?:fremsatte|fremsætter|(?<!\bde )(?<!\baf )stillede|stiller|fremlagde)\b[^.\n]{{0,80}}{_AMENDMENT}",
        # as in "Ændringsforslag 2 fra A:"
        rf"^{_AMENDMENT}(?:et)?(?:\s\d{{1,3}})?(?:\sfra|\saf|\som|:|\sstillet|\sfremsat)",
    ),
    re.IGNORECASE,
)
_AMENDMENT_LOST = re.compile(
    any_of(
        # "Ændringsforslaget faldt med 3 stemmer mod 16"
        rf"\b(?:{_AMENDMENT}(?:et|ene)?|forslaget)\b[^.\n]{{0,160}}\b"
        + any_of("fald", "forkast", "bortfald", "nedstemt", "ikke (?:vedtag|godkend|opnå|flertal)", "afvist"),
        # "og er dermed faldet", "Faldet."
        r"\bdermed faldet\b|^faldet\.?$",
        # "Forkastet blev herefter ændringsforslaget"
        r"^forkastet\b.{0,80}\b(?:ændrings|under|mod)?forslaget",
    ),
    re.IGNORECASE,
)
_AMENDMENT_WON = re.compile(
    rf"\b{_AMENDMENT}(?:et|ene)?\b[^.\n]{{0,160}}\b(?:vedtaget|godkendt|tiltrådt)", re.IGNORECASE
)
_PROPOSAL = re.compile(rf"{_AMENDMENT}|\b(?:foreslog|foreslår|stillede forslag|fremsatte)\b", re.IGNORECASE)
_PLAIN_PROPOSAL = re.compile(r"forslaget\b", re.IGNORECASE)
# "Udvalget anbefaler, at forslaget forkastes": what is recommended is not yet lost.
_RECOMMENDING = re.compile(
    any_of(
        r"\b(?:anbefal(?!ing)|indstil(?!ling))\w*\b",
        r"\b(?:beslut|vedtog|vedtag)\w*\b[^.\n]{0,120}\bat\b",
    ),
    re.IGNORECASE,
)
# "Forslag fra V om udsættelse blev nedstemt." is the decision, unless the recommendation has its own.
_PROPOSAL_LOST = re.compile(
    any_of(
        r"(?:et |en )?forslag(?:et)? (?:fra|af|om|stillet af)\b[^.\n]{0,200}",
        # "B foreslog, at sagen udsættes. Det blev forkastet."
        r"(?:det|dette|hvilket) (?:(?:blev|er|var) (?:\w+ )?)?",
    )
    + r"\b(?:nedstemt|forkastet|faldt|faldet|bortfald\w*|ikke vedtaget)\b",
    re.IGNORECASE,
)
_MAIN_RESULT = re.compile(
    r"\b(?:indstillingen|hovedforslaget|sagen)\b[^.\n]{0,60}\b(?:godkendt|vedtaget|tiltrådt|udsat|anbefales)\b",
    re.IGNORECASE,
)
_DECIDED_ON = any_of(
    "indstillingen", "sagen", "punktet", r"\w*forslaget", "borgmesterens forslag", "administrationens indstilling",
    "(?:det )?ændrede (?:forslag|indstilling)",
)  # fmt: skip
_DECIDED = any_of(
    "godkendt", "tiltrådt", "vedtaget", "udsat", "udsættes", "taget til", "forkastet", "anbefales", "indstilles",
    "henvist", "oversendt", "sendt", "valgt", "udpeget",
)  # fmt: skip
# "Indstillingen blev herefter godkendt", "Indstillingen som ændret vedtaget"
_OUTCOME = re.compile(
    rf"(?:\w+ ){{0,2}}?{_DECIDED_ON}?(?: som ændret| med ændringen)?\s?(?:er |blev |bliver )?"
    rf"(?:herefter |derefter |dermed )?{_DECIDED}",
    re.IGNORECASE,
)


def states_outcome(sentence: str) -> bool:
    """Whether a sentence is plainly an outcome: `Indstillingen blev herefter godkendt`."""
    return _OUTCOME.match(sentence) is not None


def without_amendments(text: str) -> list[Sentence]:
    """The sentences of a decision; an amendment runs from its proposal to its result. Linear."""
    kept: list[Sentence] = []
    pending: list[Sentence] | None = None
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


def _loses_beside(sentence: str, *, has_proposal: bool, has_main_vote: bool) -> bool:
    """Whether a sentence tells that a proposal beside the recommendation was lost."""
    if has_main_vote and _PROPOSAL_LOST.match(sentence):
        return True
    lost = _AMENDMENT_LOST.search(sentence)
    if not lost or _RECOMMENDING.search(sentence, 0, lost.start()):
        return False
    return has_proposal or not _PLAIN_PROPOSAL.match(sentence)


def _decided(pending: list[Sentence] | None) -> list[Sentence]:
    """Of an amendment whose result is not told, what follows it as a decision of its own."""
    if not pending:
        return []
    for n, (sentence, _) in enumerate(pending):
        if states_outcome(sentence):
            return pending[n:]
    return []
