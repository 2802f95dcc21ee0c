"""The words of a decision: which outcome a sentence states, and whether it adds a remark of the body's own."""

import re
from dataclasses import dataclass

from apps.parsing.decisions.verbs import BODY, STRONG, WEAK, YIELDING
from apps.parsing.records import OutcomeCode

_SUBJECT = r"(?:sagen|punktet|dagsordenspunktet|sag|punkt(?: \d+)?|indstillingen|forslaget|ansøgningen|beslutningen|behandlingen|den|det)"

_WISH = (
    r"(?:ønsker|ønskede|anmoder|anmodede|bemærker|bemærkede|opfordrer|opfordrede|lægger vægt|lagde vægt|understreger|understregede|beder|bad|pointerer|pointerede"
    r"|påpeger|påpegede|tilkendegav|tilkendegiver|pålægger|pålagde|forudsætter|forudsatte|henstiller|henstillede|præciserer|præciserede|forventer|efterspørger|efterspurgte|foreslår|foreslog|imødeser|ser (?:gerne|frem))"
)
_REMARK = re.compile(
    r"\bmed (?!de [^.]{0,60}(?:foreslåede|indstillede|anbefalede|stillede) )(?:[^.]{0,60}? )?(?:bemærkning|tilføjelse|tilføjet|ændring|ændret|præcisering|rettelse|kommentar|forbehold|betingelse|ønske|tilkendegivelse|"
    r"opfordring|anmodning|forudsætning|justering|tilretning|undtagelse(?!.{0,80}stemte)|korrektion|supplement|det tillæg|vilkår|opmærksomhed|henstilling|krav om|den klausul)"
    r"|\bidet\b(?!.{0,80}(?:stem|undlod|undlader|inhabil))(?! (?!udvalget|byrådet|der )[^.]{1,80}?(?:(?:tog|tager) forbehold|ikke (?:kan|kunne)|(?:kan|kunne) ikke|(?:er|var) imod))|\bdog\b(?!.{0,80}(?:stem|undlod|undlader))|således at\b|under forudsætning|forudsat\b|\b(?:godkend\w+|give[st]|meddele[st]|tillad\w+)\b[^.]{0,60}, (?:såfremt|med mindre|medmindre)\b|betinget af|på betingelse|på (?:den )?betingelse|på (?:følgende )?vilkår"
    rf"|{BODY} (?:\w+ )?{_WISH}\b(?! (?:\w+ )?ikke)|\b{_WISH} (?:{BODY}|samtidig|desuden|endvidere)\b"
    r"|\bgav (?:\w+ ){0,4}?(?:input|bemærkning|kommentar|opgave|bestilling|retningslinje)"
    rf"|\b(?:og|men|samt) (?:\w+ )?{_WISH}\b|samt at\b|\bog at (?:der )?(?:samtidig|desuden|endvidere|også)\b|\buden (?:afsnit|punkt|pkt)|ændres til\b|tilføjes\b|\bindarbejdes\b|\bdet (?!.{0, 80}(?:stem|undlod))(?:bemærkes|henstilles|forudsættes|præciseres|understreges|pointeres)\b|bortset fra\b|\bundtagen\b"
    r"|stilles (?:\w+ )?(?:vilkår|krav)\b|, og der (?!gives|frigives|bevilges|meddeles|ydes|anvises)\w+es\b|^er sindet|og (?:\w+ )?(?:parterne|ansøger|ejer|naboerne) høres\b"
)
_NOTHING = re.compile(
    r"(?:(?:der (?:var|er|forelå|foreligger|fremkom|kom|indkom|blev stillet) )?(?:ikke noget at (?:bemærke|referere|tilføje)|ikke noget(?: (?:til|under) [\w ]{1,30}?)?|ingenting|intet(?: at \w+| til referat| nyt| (?:til|under) [\w ]{1,30}?)?|(?:ingen(?: indkomne| nye)?|ikke (?:indkommet|modtaget|stillet)(?: nogen)?)(?: bemærkninger| beslutning| kommentarer| meddelelser| punkter| sager| spørgsmål| indlæg)?(?: til (?:dagsordenen|referatet|eventuelt|mødet|protokollen|punktet|sagen|dagsorden))?)"
    r"|[-–—./]+|ikke noget(?: (?:til|under) [\w ]{1,30}?)?|n/?a|nej|ikke (?:aktuelt|relevant)|(?:der )?(?:blev|er) ikke truffet (?:nogen )?(?:beslutning|afgørelse)|ingen beslutning(?: truffet)?)[.\s]*"
)
_NO_COMMENTS = re.compile(
    r"\b(?:stemte|stemmer) (?:i?mod|for)\b|\bundlod at stemme|^ordfører|^(?:punktet|sagen|punkt \d+|(?:sagerne|punkterne)(?: [\d, og–-]+)?) (?:blev |er )?behandle\w* (?:efter|før|som|under|for|i|samtidig|sammen)|^(?:\w*udvalget|\w*rådet|man) takke[rd]e?\b|^frist(?:en)? for|^(?:oplæg|præsentation|slide|notat|bilag|powerpoint|materiale|plancher)\w* (?:\w+ ){0,5}?(?:vedhæft|vedlæg|vedlagt|tilføj|tilknyt|udsend|omdel|vist|gennemgå)|beslutningen (?:er|var|blev) (?:truffet )?enstemmig|^alle stemte|^der var enighed|^(?:se|jf\.?) bilag|^sagen er (?:hermed |dermed )?(?:afsluttet|slut)|^kopi (?:til|sendes)|^lukket\b|træffer (?:den )?endelig|^afstemning|^der stemtes|^\d{1,3} (?:medlemmer |stemmer |af )?(?:stemte|stemmer|undlod|undlader|var|hverken)|(?:har|havde|er|var|med) (?:ingen|ikke (?:nogen|yderligere)) (?:bemærkning|kommentar|yderligere)|^ingen (?:bemærkning|kommentar)|^enstemmigt?\b|^en enig[t]? |(?:^|\b)uden (?:bemærkninger|afstemning)\b|\b(?:fik|modtog|opnåede) \w+ stemmer?\b|\b(?:vedlægges|vedlagt|omdelt|udleveret|uddelt|eftersendt)\b"
)
_FORWARDING = re.compile(
    rf"^(?:og )?(?:{_SUBJECT} )?(?:blev |bliver )?(?:her(?:efter|med) )?(?:videresendes|oversendes|fremsendes|sendes|forelægges|videresendt|oversendt|sendt|går videre|behandles|genoptages|afgøres)\b"
)
# "orienteringen om, at der er givet afslag", "bemyndiger formanden til at godkende": not what is decided here.
_ACT_OF_OTHERS = re.compile(
    r"\b(?:orientering|meddelelse|redegørelse|information|oplysning|notat|status)\w* om,? (?:at|hvor\w*) [^.,]{1,200}"
    r"|\b(?:meddelte|oplyste|orienterede om|gjorde opmærksom på),? at (?:punkt|pkt\.?|sag) (?:nr\.? )?\d[^.]{1,200}"
    r"|\b(?:såfremt|hvis|med mindre|medmindre) [^.,]{1,160}"
    r"|\b(?:model|scenari\w+|alternativ|variant|mulighed|forslag|løsning|option) [\w.]{1,3} (?=vælges|foretrækkes)"
    r"|\b(?:bemyndige|bemyndiget|opfordre|pålægge|pålagde|anmode)\w* [^.,]{0,80}?\bat [^.,]{1,120}"
)
# "Indstillingen om afslag blev godkendt": what the proposal is about is not what became of it.
_SUBJECT_MATTER = re.compile(
    r"(?<=(?:ing|sag)en )om [^.,]{1,80}?(?= (?:blev|er|bliver|kan|kunne|godkend|tiltr|vedtag|udsæt|udsat)\w*\b)|(?<=forslaget )om [^.,]{1,80}?(?= (?:blev|er|bliver|kan|kunne|godkend|tiltr|vedtag|udsæt|udsat)\w*\b)"
)
_EJ = re.compile(r"\bej\b")
_QUOTED = re.compile(r"[\"”“»][^\"”“«»\n]{0,1500}[\"”“«]")
_BRACKETED = re.compile(r"\([^()\n]{0,300}\)")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence states: the outcome, where in it, and whether its words are beyond doubt."""

    code: OutcomeCode
    start: int
    is_strong: bool


def fold(sentence: str) -> str:
    """Lower case and single spaces, without quotations and parentheses: what is left are the body's own words."""
    text = _BRACKETED.sub(" ", _QUOTED.sub(" ", sentence))
    return _EJ.sub("ikke", " ".join(text.casefold().split()))


def read_statement(folded: str) -> Statement | None:
    """The outcome that a folded sentence states: the first strong word in it, else the first weak one.

    "Anbefalingerne blev drøftet" states a discussion (a noun recommends nothing); "Drøftet og godkendt" an approval.
    """
    folded = _ACT_OF_OTHERS.sub(_blank, folded)
    folded = _SUBJECT_MATTER.sub(_blank, folded)
    for patterns, is_strong in ((STRONG, True), (WEAK, False)):
        found = [
            (match.start(), n, code)
            for n, (code, pattern) in enumerate(patterns)
            if (match := pattern.search(folded))
        ]
        if found:
            start, _, code = min(found)
            if not is_strong and code in YIELDING:
                # "Drøftede forslaget og sender det i høring": what comes of it is the decision.
                others = [f for f in found if f[2] in YIELDING[code]]
                start, _, code = min(others, default=(start, 0, code))
            return Statement(code, start, is_strong)
    return None


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])


def has_remark(folded: str) -> bool:
    """Whether folded words add a remark, change, condition or wish."""
    return _REMARK.search(folded) is not None


def says_nothing(folded: str) -> bool:
    """Whether folded words stand for "no decision": `Intet`, `Ingen.`, `-`."""
    return not folded or _NOTHING.fullmatch(folded) is not None


def adds_nothing(folded: str) -> bool:
    """Whether a sentence beside the outcome is no remark: no comments, unanimity, or only where the case goes next."""
    return bool(_NO_COMMENTS.search(folded) or (_FORWARDING.search(folded) and not has_remark(folded)))
