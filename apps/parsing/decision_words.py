"""The words of a decision: which outcome a sentence states, and whether it adds a remark of the body's own."""

import re
from dataclasses import dataclass

from apps.parsing.records import OutcomeCode

_O = OutcomeCode
_SUBJECT = r"(?:sagen|punktet|dagsordenspunktet|sag|punkt(?: \d+)?|indstillingen|forslaget|ansøgningen|beslutningen|behandlingen|den|det)"

# Where two patterns match at the same place the earlier in this list wins: negation comes before approval.
_STRONG: tuple[tuple[OutcomeCode, str], ...] = (
    (
        _O.NOT_RECOMMENDED,
        r"(?:indstilles|anbefales|anbefaler|indstiller) (?:det |sagen |forslaget |det derfor )?ikke\b",
    ),
    (
        _O.NOT_RECOMMENDED,
        r"(?:kan|kunne) ikke (?:anbefale|indstille)|ikke anbefalet|(?:ikke|intet) flertal for at (?:anbefale|indstille)|(?:indstilles|anbefales)(?: til)? (?:afslag|forkastet|afvist|afslået|forkastelse)",
    ),
    (
        _O.NOT_RECOMMENDED,
        r"(?:anbefaler|indstiller)[^.]{0,80}? at (?:(?!godkend|vedtag|tiltræd)[^.,]){0,120}?(?:ikke (?:imødekommes|godkendes|godkender|imødekommer|tiltrædes|vedtages)|(?:meddeles|gives?|giver|meddeler?) afslag|afslås|afvises|forkastes)",
    ),
    (
        _O.REJECTED,
        r"ikke (?:\w+ )?(?:godkendt|vedtaget|tiltrådt|imødekommet|bevilget|imødekommes|godkendes|vedtages|tiltrædes|godkende|imødekomme|tiltræde|bevilges|fulgt|tilslutte[trs]?|tilslutning|enige? i)|(?:besluttede|vedtog|valgte|ønsker|ønskede) ikke at (?:godkende|give|meddele|imødekomme|bevilge|tiltræde|vedtage)",
    ),
    (
        _O.REJECTED,
        r"(?:godkendes|godkendte|imødekommes|imødekommer|imødekom|tiltrædes|tiltræder|tiltrådte|vedtages|godkender|bevilges|følges) (?:\w+ ){0,3}?ikke\b",
    ),
    (
        _O.REJECTED,
        r"forkastet|forkastes|forkastede|forkaster|afvist|afvises|afviste|afviser|afslag\b|afslået|afslås|afslog|nedstemt|nedstemmes|(?:vedtog|besluttede) at (?:afvise|forkaste|afslå)|at der ikke (?:gives|bevilges|meddeles|ydes)\b|(?:ikke|intet) (?:var )?flertal for|opnå(?:ede|r)? ikke (?:\w+ )?flertal|ikke opnå(?:et)? (?:\w+ )?flertal|(?:(?:dispensation|tilladelse|samtykke) )?(?:give|meddele)[rs] (?:der )?ikke\b|(?:forslaget|indstillingen) (?:er (?:dermed |således )?|blev )?(?:faldet|faldt|bortfaldt|bortfaldet)",
    ),
    (
        _O.WITHDRAWN,
        r"udgår|udgik|udgået|udgå\b|tages? af (?:dagsorden|punktet)|taget af (?:dagsorden|punktet|mødet)|(?:trukket|trækkes|trukkes|træk) (?:fra|tilbage|af)|taget ud af dagsorden|(?:punktet|sagen|forslaget) (?:er |blev |bliver )?(?:trukket|trækkes)\s*(?:$|[.,])|bortfaldt|bortfaldet|bortfalder",
    ),
    (
        _O.POSTPONED,
        r"udsat\b(?! for\b)|udsættes(?! for\b)|udsatte\b(?! (?:borgere|boligområder|familier|børn|unge|voksne|mennesker|grupper|ældre))|udsætter\b|udsætte\b|udskudt|udskydes|udskyder|udskyde\b|genoptages\b|ikke (?:blive )?behandlet\b|(?:vedtog|besluttede) at (?:udsætte|udskyde)",
    ),
    (
        _O.RECOMMENDED,
        r"(?:tiltrådte|vedtog|besluttede|godkendte) at (?:anbefale|indstille)\b|(?:godkender|tiltræder|godkendte|tiltrådte)\b[^.]{0,80}? og (?:indstiller|anbefaler|indstillede|anbefalede)\b|indstilles\b|anbefales\b|anbefaler\b(?! administrationen| forvaltningen)|indstiller\b|anbefalede\b|indstillede\b|indstillet til\b|anbefalet\b|med (?:[\w-]+ )?anbefaling\b|at (?:indstille|anbefale)\b|fremsendes til [^.]{1,60}godkendelse",
    ),
    (
        _O.NOTED,
        r"(?:til|tages|taget|tager|tog) (?:efterretning|til orientering)|til efterretning|taget til orientering|tages til orientering|til orientering\s*(?:$|[.,])|ad notam",
    ),
    (
        _O.REFERRED,
        r"(?:vedtog|besluttede|vedtager|beslutter) at (?:(?:til|videre|over|tilbage)?sende|hjemvise|henvise|returnere) [^.,]{0,60}?\b(?:tilbage|videre|til|i (?:\w+ ){0,2}?høring)\b",
    ),
    (
        _O.ELECTED,
        r"(?:gen|ny|ind|af)?valgt\b(?! (?:at|model|løsning|scenari|alternativ|til fra))|(?:gen)?valgte(?!s? (?:at|model|løsning|scenari|alternativ|forslag|den|det)\b)|\bvælger(?! (?:at|model|løsning|scenari|alternativ|forslag)\b)|vælges\b|valgtes|udpeget\b|udpegede\b|udpeges\b|udpeger\b|udpegedes|konstitueret\b|konstituerede\b|konstituerer\b",
    ),
    (
        _O.APPROVED,
        r"godkendt\b|godkendes\b|godkendte\b|godkendtes\b|godkender\b|at godkende\b|tiltrådt\b|tiltrædes\b|tiltrådte\b|tiltrådtes\b|tiltræder\b|at tiltræde\b|vedtaget\b|vedtages\b|vedtog(?:es)?\b|vedtager\b|at vedtage\b",
    ),
    (
        _O.APPROVED,
        r"(?:indstillingen|indstillinger|anbefalingen|forslaget) (?:\w+ )?(?:følges|fulgt|følger)|følges\s*(?:$|[.,])|(?:følger|fulgte|følge) (?:[\w-]+,? ){0,5}?(?:indstilling|anbefaling)|som indstillet|som foreslået|i overensstemmelse med (?:administrationens |forvaltningens )?indstilling|i henhold til indstilling|^efter indstilling(?:en)?\s*(?:$|[.,])",
    ),
    (
        _O.APPROVED,
        r"bevilget\b|bevilges\b|bevilliges\b|bevilliget\b|bevilgede\b|bevilger\b|imødekommet\b|imødekommes\b|imødekommer\b|imødekom\b|bifaldt\b|bifaldes\b|bifaldet\b|accepteret\b|accepteres\b|accepterer\b|(?:meddele[rst]?|meddelte|give[rst]?|gav) (?:\w+ )?(?:dispensation|tilladelse|samtykke|bevilling|landzonetilladelse|opbakning|tilslutning|frigivelse)|tilslutning til\b|tilslutte(?:r|de|t|s)?\b|\benige? i (?:administrationens |forvaltningens |udvalgets )?(?:indstilling|anbefaling|forslag)|(?:dispensation|tilladelse|samtykke) (?:meddeles|meddelt|gives|givet)|frigives\b|frigivet\b",
    ),
)
_WEAK: tuple[tuple[OutcomeCode, str], ...] = (
    (
        _O.RESPONSE,
        r"høringssvar(?!et? fra\b|ene)|(?:havde|har|afgiver|afgav|afgives|fremsender|fremkom med|kommer med) (?:følgende|disse|ingen|nedenstående|flg\.?) (?:bemærkning|kommentar|input|høringssvar|høringsbemærkning|yderligere bemærkning)|ingen bemærkninger til (?:høring|forslag|udkast|politik|strategi)",
    ),
    (
        _O.REFERRED,
        r"(?:tilbage|over|videre)?send(?:es|t|te|er|e)\b(?: sagen| punktet| den| det)?(?: tilbage| videre)? (?:til|i)\b(?! afstemning)|tilbagesend|oversend|hjemvis|henvis(?:t|es|te)\b|videresend|tilbagevis|(?:sendes|sendt|sende) (?:sagen )?(?:i|ud i) (?:\w+ )?høring|returner(?:es|et)|fremsend(?:es|t) til|overg(?:år|ik|ået) til (?:\d\. |anden|2\.)\s?behandling",
    ),
    (
        _O.DISCUSSED,
        r"(?:tema)?drøft(?:et|ede|es|er|else|elser|elsen|edes)\b|diskuter(?:et|ede|es)\b|debatter(?:et|ede|es)\b",
    ),
    (
        _O.NOTED,
        r"\borienter(?:et|ede|es)\b|(?:orientering|meddelelse)(?:e?n|e?r|e?rne)? (?:blev |er )?givet|gav en orientering|gennemgået|kvitterede for|noterede sig",
    ),
    (_O.ELECTED, r"indtr(?:æder|ådte|ådt) (?:i|som)\b"),
)
_REMARK = re.compile(
    r"\bmed (?:[^.]{0,60}? )?(?:bemærkning|tilføjelse|tilføjet|ændring|ændret|præcisering|rettelse|kommentar|forbehold|betingelse|ønske|tilkendegivelse|"
    r"opfordring|anmodning|forudsætning|justering|tilretning|undtagelse|korrektion|supplement|det tillæg|vilkår|opmærksomhed)"
    r"|\bidet\b(?!.{0,80}(?:stem|undlod|undlader|inhabil))|\bdog\b(?!.{0,80}(?:stem|undlod|undlader))|således at\b|under forudsætning|forudsat\b|betinget af|på betingelse|på (?:følgende )?vilkår"
    r"|(?:udvalget|bestyrelsen|byrådet|rådet) (?:ønsker|ønskede|anmoder|anmodede|bemærker|bemærkede|opfordrer|lægger vægt|understreger|beder|bad|pointerer|påpeger|tilkendegav|tilkendegiver)"
    r"|\bgav (?:følgende |en række )?(?:input|bemærkning|kommentar)|\bog (?:ønsker|ønskede|anmoder|anmodede|bemærker|bemærkede|opfordrer|beder|bad|understreger|pålægger)\b|samt at\b|ændres til\b|tilføjes\b|\bindarbejdes\b"
)
_NOTHING = re.compile(
    r"(?:(?:der (?:var|er) )?(?:ingenting|intet(?: at bemærke| til referat| nyt| til (?:dette |)punkt(?:et)?)?|(?:ingen|ikke (?:indkommet|modtaget|stillet)(?: nogen)?)(?: bemærkninger| beslutning| kommentarer| meddelelser| punkter| sager| spørgsmål)?)"
    r"|[-–—./]+|ikke noget|n/?a|nej)[.\s]*"
)
_NO_COMMENTS = re.compile(
    r"(?:har|havde|er|var|med) (?:ingen|ikke (?:nogen|yderligere)) (?:bemærkning|kommentar|yderligere)|^ingen (?:bemærkning|kommentar)|^enstemmigt?\b|^en enig[t]? |(?:^|\b)uden (?:bemærkninger|afstemning)\b|\b(?:fik|modtog|opnåede) \w+ stemmer?\b|\b(?:vedlægges|vedlagt|omdelt|udleveret|uddelt|eftersendt)\b"
)
_FORWARDING = re.compile(
    rf"^(?:og )?(?:{_SUBJECT} )?(?:blev |bliver )?(?:her(?:efter|med) )?(?:videresendes|oversendes|fremsendes|sendes|forelægges|videresendt|oversendt|sendt|går videre|behandles|genoptages|afgøres)\b"
)
_QUOTED = re.compile(r"[\"”“»][^\"”“«»\n]{0,1500}[\"”“«]")
_BRACKETED = re.compile(r"\([^()\n]{0,300}\)")


def _compiled(table: tuple[tuple[OutcomeCode, str], ...]) -> tuple[tuple[OutcomeCode, re.Pattern[str]], ...]:
    return tuple((code, re.compile(rf"(?<!\w)(?:{pattern})")) for code, pattern in table)


_STRONG_PATTERNS, _WEAK_PATTERNS = _compiled(_STRONG), _compiled(_WEAK)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence states: the outcome, where in it, and whether its words are beyond doubt."""

    code: OutcomeCode
    start: int
    is_strong: bool


def fold(sentence: str) -> str:
    """Lower case and single spaces, without quotations and parentheses: what is left are the body's own words."""
    text = _BRACKETED.sub(" ", _QUOTED.sub(" ", sentence))
    return " ".join(text.casefold().split())


def read_statement(folded: str) -> Statement | None:
    """The outcome that a folded sentence states: the first strong word in it, else the first weak one.

    "Anbefalingerne blev drøftet" states a discussion (a noun recommends nothing); "Drøftet og godkendt" an approval.
    """
    for patterns, is_strong in ((_STRONG_PATTERNS, True), (_WEAK_PATTERNS, False)):
        found = [
            (match.start(), n, code)
            for n, (code, pattern) in enumerate(patterns)
            if (match := pattern.search(folded))
        ]
        if found:
            start, _, code = min(found)
            if code is OutcomeCode.DISCUSSED:
                # "Drøftede forslaget og sender det i høring": what comes of it is the decision.
                start, _, code = min(
                    (f for f in found if f[2] is OutcomeCode.REFERRED), default=(start, 0, code)
                )
            return Statement(code, start, is_strong)
    return None


def has_remark(folded: str) -> bool:
    """Whether folded words add a remark, change, condition or wish."""
    return _REMARK.search(folded) is not None


def says_nothing(folded: str) -> bool:
    """Whether folded words stand for "no decision": `Intet`, `Ingen.`, `-`."""
    return not folded or _NOTHING.fullmatch(folded) is not None


def adds_nothing(folded: str) -> bool:
    """Whether a sentence beside the outcome is no remark: no comments, unanimity, or only where the case goes next."""
    return bool(_NO_COMMENTS.search(folded) or (_FORWARDING.search(folded) and not has_remark(folded)))
