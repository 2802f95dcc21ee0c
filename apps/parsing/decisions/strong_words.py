"""Words that state an outcome beyond doubt, wherever in a sentence they stand.

In the order of `STRONG`: where two of them begin at the same place the earlier wins, so negation comes before approval.
"""

from apps.parsing.decisions.phrases import (
    ADVISORY,
    APPROVE_FINITE,
    APPROVE_OTHER,
    BETWEEN,
    BODY,
    CASE,
    FEW,
    GIFT,
    GIVE,
    HOLDS,
    MODEL,
    OFFICE,
    OPINION,
    RECOMMEND,
    REFUSED,
    any_of,
)
from apps.parsing.records import OutcomeCode

_NOT_RECOMMENDED = (
    # "Udvalget anbefaler ikke forslaget"
    rf"{RECOMMEND} (?:(?:det|sagen|forslaget|derfor|{BODY}) ){{0,2}}ikke\b",
    # "kan derfor ikke anbefale", "ønsker på det grundlag ikke at anbefale"
    r"(?:kan|kunne|vil|ville|ønsker|ønskede) (?:\w+ ){0,5}?ikke (?:\w+ ){0,2}?(?:anbefale|indstille)\b",
    # "Ikke anbefalet", "ikke grundlag for at anbefale"
    rf"(?:ikke|ingen|intet),? {BETWEEN}{{0,7}}(?:\w+ )?(?:anbefale[st]?|indstille[st]?)\b",
    # "Der var ikke flertal for at anbefale"
    "(?:ikke|intet) flertal for at (?:anbefale|indstille)",
    # "Indstilles til afslag", "anbefaler forslaget forkastet"
    rf"{RECOMMEND}(?: [^.,]{{0,60}}?)?(?: til)? (?:afslag|afslået|forkastet|afvist|forkastelse|afvisning)\b",
    # "indstiller til Byrådet, at ansøgningen ikke imødekommes"
    rf"{RECOMMEND}[^.]{{0,80}}? at (?:(?!godkend|vedtag|tiltræd)[^.,]){{0,120}}?{REFUSED}\b",
    # "Udvalget fraråder, at …"
    r"fraråde[rs]?\b|frarådedes?\b",
)

_DENIED = (
    # "Ikke godkendt", "kan ikke imødekommes", "hverken godkendt eller …"; but "ikke godkendt en ny plan"
    rf"(?:ikke|hverken),? {BETWEEN}{{0,7}}(?:\w+ )?{APPROVE_OTHER}\b(?! en \w+)",
    # "godkendte ikke", "tiltræder derfor ikke"
    rf"{APPROVE_FINITE} (?:(?!og |men |samt )\w+ ){{0,3}}?ikke\b",
    # "ikke grundlag for at give dispensation", "ingen bevilling"
    rf"(?:ikke|ingen),? {BETWEEN}{{0,7}}(?:{GIVE} )?(?:\w+ ){{0,2}}?{GIFT}\b",
    # "gives ikke tilladelse", "får ingen opbakning"
    rf"{GIVE} (?:\w+ )?(?:ikke|ingen) (?:\w+ ){{0,2}}?(?:{GIFT}|{OPINION})\b",
    # "fik ingen opbakning"
    rf"(?:fik|opnåede) (?:ikke|ingen) (?:\w+ ){{0,2}}?{OPINION}\b",
    # "Dispensation gives ikke", "Tilladelsen blev ikke givet", "Tilskud ydes der ikke"
    rf"{GIFT} (?:kan |kunne |blev |bliver |er )?(?:{GIVE} )?ikke (?:blive )?{GIVE}\b",
    rf"{GIFT} {GIVE} (?:der )?ikke\b",
)
_REFUSED = (
    r"forkaste[srt]?\b|forkastedes?\b",
    # "at afvise" is a proposal until it is decided
    r"(?<!at )afvise[srt]?\b|afvist\b|afvistes?\b",
    r"afslag\b|afslå[srt]|afslået\b|afslog(?:es)?\b",
    r"nægte[rst]\b|nægtedes?\b",
    # "stemte forslaget ned"
    r"(?:stemte|stemmer) (?:\w+ ){1,3}ned\b|stemt ned\b|nedstemt\b|nedstemme[srt]?\b|nedstemtes?\b",
    r"(?:vedtog|vedtager|besluttede|beslutter|beslutning om|valgte|vælger|enige? om|flertal for) at (?:afvise|forkaste|afslå|nægte)\b",
    # "fastholder sit afslag"
    r"(?:fasthold\w+|stadfæst\w+) (?:\w+ )?afslag",
    # "sagde nej", "Nej til forslaget"
    r"(?:sige[rs]?|sagt|sagde|(?<!\d )stemte) nej|^nej til\b",
    # "er negativt indstillet", "stillede sig afvisende"
    r"(?:stille[rs]?|stillede|er|var) (?:\w+ )?(?:negativt?|afvisende|imod)\b",
)
_NO_MAJORITY = (
    # "at der ikke gives tilskud"
    r"at der ikke (?:gives|bevilges|meddeles|ydes)\b",
    # "Der var ikke flertal for forslaget"
    "(?:ikke|intet) (?:var |er )?flertal for",
    # "Forslaget opnåede ikke flertal", "fik ikke det nødvendige flertal"
    r"(?:opnå|få)(?:ede|r)? ikke (?:\w+ ){0,3}?flertal|fik ikke (?:\w+ ){0,3}?flertal",
    # "kunne ikke opnå et flertal", "Der kunne ikke findes flertal"
    r"ikke (?:\w+ )?(?:opnå|få|fik|finde|fandt|samle|skabe)\w* (?:\w+ ){0,3}?flertal",
    # "Forslaget er dermed faldet", "Faldet."
    "(?:forslaget|indstillingen) (?:er (?:dermed |således |hermed )?|blev )?(?:faldet|faldt|falder|bortfaldt|bortfaldet|bortfalder)",
    r"^(?:er |blev )?(?:dermed )?(?:faldet|falder|faldt)\b",
    # "nyder ikke fremme"
    "(?:nød|nyder|nyde) ikke fremme",
)

# "Et forslag fra V om at udsætte sagen blev vedtaget": a motion that carries is the decision.
_MOTION = r"\w*forslag(?:et)? (?:(?!blev|er\b)[^.,]){0,60}?om (?:sagens |at )?"
_CARRIED = r"[^.,]{0,60}? (?:blev|er|bliver) (?:[\w-]+ ){0,2}?(?:godkendt|vedtaget|tiltrådt|taget til følge)"
_MOTION_TO_POSTPONE = (
    rf"{_MOTION}(?:udsæt|udskyd)\w*{_CARRIED}",
    # "Forslaget blev vedtaget, og sagen udsættes"
    r"(?:tiltrådt|vedtaget|godkendt),? (?:og|hvorfor) (?:sagen|punktet) (?:dermed |blev |er )?(?:udsat|udsættes)\b",
)
_MOTION_TO_REFER = (rf"{_MOTION}(?:henvis|oversend|tilbagesend|hjemvis|sende)\w*{_CARRIED}",)

_WITHDRAWN = (
    # "Sagen er taget af."
    r"tag(?:et|es) af\s*(?:$|\.)",
    r"udgår?\b|udgik\b|udgået\b",
    # "tages af dagsordenen", "tog punktet ud af dagsordenen"
    r"(?:tages?|tog(?:es)?|taget|tage) (?:(?:\w+ ){0,3}?)(?:af|fra|ud af) (?:dagsorden|mødet|punktet)",
    # "trak sit forslag tilbage", "Punktet er trukket", "har trukket sagen"
    r"(?:trukket|trækkes|trukkes|træk|trækker|trak) (?:\w+ ){0,3}?(?:fra|tilbage|af)\b",
    rf"{CASE} (?:er |blev |bliver |var )?(?:trukket|trækkes)\b",
    rf"(?:trak|trækker|har trukket|trukket) {CASE}\b",
    r"^(?:trukket|trækkes)\b|at (?:trække|tilbagetrække)\b|tilbagekald\w*|tilbagetr\w+",
    r"frafald(?:t|et|es|er)\b|annullere[srt]",
    # "Punkt 3 bortfalder"
    r"bortfaldt\b|bortfaldet\b|bortfalder\b",
    "slette[st] (?:af|fra) dagsorden",
    # "Punktet blev aflyst"; but a meeting that was called off is told of
    rf"(?:^|{CASE} (?:er |blev |bliver )?)(?:aflyst|aflyses)\b",
)
_POSTPONED = (
    # "udsat"; but "udsat for støj", "udsatte borgere"
    r"udsat\b(?! for\b)|udsættes(?! for\b)|udsætter\b|udsætte\b",
    r"udsattes?\b(?! (?:borgere|boligområder|familier|børn|unge|voksne|mennesker|grupper|ældre))",
    r"udskudt\b|udskyde[srt]?\b|udskød(?:es)?\b",
    # "Genoptages på næste møde"; but "genoptaget og godkendt"
    r"genoptage[sr]?\b|genoptaget\b(?!,? (?:og|hvorefter|hvorpå)\b)|genoptog(?:es)?\b(?! [^.,]{1,40} og (?:godkend|tiltr|vedt|anbefal))",
    # "Punktet blev ikke behandlet", "ikke nået"
    r"ikke (?:blive |blevet )?(?:færdig)?behandlet\b|genbehandle[srt]?\b",
    r"(?:ikke nået|nåedes? ikke|ikke nå at)\b",
    # "stilles i bero", "sat sagen i bero"
    r"(?:sætte[srt]?|sat|sattes?|stille[srt]?|stillet|stilledes?|ligge[rt]?) (?:\w+ ){0,3}?i bero\b|afgørelsen afventer",
    r"overføre[srt]? til (?:næste|et senere|det næste|kommende|det kommende) møde|overført til (?:næste|et senere|det næste) møde",
)
# "indstillede Bo Krat, som blev valgt"
_NOMINEE_ELECTED = (
    r"indstille(?:r|de) [^.]{1,80}?,? (?:som|der|og) (?:blev|er) (?:\w+ )?(?:valgt|udpeget)\b",
)

_DECIDED_TO = any_of(
    "tiltrådte", "vedtog", "besluttede", "godkendte", "godkender", "tiltræder", "tilsluttede sig", "tilslutter sig",
    "beslutter", "vedtager",
)  # fmt: skip
_AGREES_AND = any_of(
    "godkende[rs]?", "tiltræder?", "godkendte", "tiltrådte", "støtter?", "tilslutter?", "tilsluttede", "drøftede",
    "godkendt", "tiltrådt", "drøftet",
)  # fmt: skip
_RECOMMENDED = (
    # "vedtog enstemmigt at anbefale"
    r"(?:tiltrådte|vedtog|besluttede|godkendte|beslutter|vedtager) (?:enstemmigt )?at (?:anbefale|indstille)\b",
    # "godkendte planen og indstiller den til Byrådet"
    rf"{_AGREES_AND}\b[^.]{{0,80}}? og (?:\w+ )?{RECOMMEND}\b",
    # "tiltrådte, at sagen indstilles til Byrådet"
    rf"{_DECIDED_TO},? at (?:(?!ikke\b)[^.,]){{1,80}}? (?:indstilles|anbefales)\b",
    # as in "Indstilling til Byrådet: at …"
    rf"^indstilling til (?:den )?{BODY}:",
    r"indstilles\b|indstilledes\b|indstiller\b|indstillede\b|har indstillet\b",
    r"indstillet til\b|^indstillet\s*(?:$|\.)",
    # "anbefaler administrationen at …" is an order
    r"anbefales\b|anbefaledes\b|anbefalede\b|anbefalet\b|anbefaler\b(?! administrationen| forvaltningen)",
    # "sendes til Byrådet med anbefaling"; but "med anbefaling fra Ældrerådet"
    r"med (?:[\w-]+ )?anbefaling\b(?! fra)",
    rf"\w+ med (?:[\w-]+ )?indstilling (?:til|over for) (?:den )?{BODY}\b",
    # "kan fuldt ud anbefale"
    r"(?:at|kan|kunne|vil|ville) (?:\w+ ){0,2}?(?:indstille|anbefale)\b",
    # "Fremsendes til Byrådets godkendelse", "oversendes med indstilling om godkendelse"
    "(?:fremsend|oversend|forelægg)(?:es|t) [^.]{1,60}godkendelse",
    r"med indstilling om (?:\w+ )?(?:godkendelse|vedtagelse|tiltrædelse)",
)
_NOTED = (
    "til efterretning|(?:tages|taget|tager|tog) (?:efterretning|til orientering)",
    r"^efterretning\b|til orientering\s*(?:$|[.,])",
    r"ad notam|til (?:underretning|kendskab)\s*(?:$|[.,])",
)
_RESPONSE = (
    # "Ældrerådet støtter forslaget, men anbefaler flere bænke": to recommend is here to answer
    rf"{ADVISORY} {any_of(*HOLDS)}[^.]{{0,120}}? (?:og|men) (?:\w+ )?(?:anbefaler|foreslår)\b",
    # as in "Ældrerådets høringssvar: Rådet tager …"
    r"^(?:[\w-]+s )?høringssvar: ",
    # as in "Bemærkninger fra Handicaprådet:", "afgiver følgende høringssvar"
    r"(?:^bemærkninger fra \w+(?=:)|(?:afgive[rs]?|afgav|afgivet) (?:\w+ ){0,2}?høringssvar)\b(?! fra)",
)
_DECIDED_TO_SEND = any_of("vedtog", "besluttede", "vedtager", "beslutter") + " at " + any_of(
    "(?:til|videre|over|tilbage)?sende", "hjemvise", "henvise", "returnere"
)  # fmt: skip
_REFERRED = (
    # "besluttede at sende forslaget i høring"
    rf"{_DECIDED_TO_SEND} [^.,]{{0,60}}?\b(?:tilbage|videre|til|i (?:\w+ ){{0,2}}?høring)\b",
)
_ELECTED = (
    # "valgt"; but "valgt model 2", "valgt til fra"
    rf"(?:gen|ny|ind|af)?valgt\b(?! (?:{MODEL}\b|til fra))|(?:gen)?valgte(?!s? {MODEL}\b)|valgtes",
    rf"\bvælger(?! {MODEL}\b)|at vælge (?!{MODEL}\b)|(?:gen)?vælges\b|at genvælge\b",
    r"(?:gen)?udpege(?:t|de|s|r|des)\b|at (?:udpege|genudpege)\b",
    r"konstitueret\b|konstituerede\b|konstituerer\b|at konstituere\b",
    r"udnævn(?:t|te|es|er|tes)\b|at udnævne\b",
    # "pegede på Bo Krat som formand"
    rf"(?:pegede|peger|peget) på (?!{MODEL}\b)[^.]{{1,80}}? som {OFFICE}\b",
)
_APPROVED = (
    r"godkendt\b|godkendes\b|godkendtes?\b|godkender\b|at godkende\b",
    # but "tiltræder som medlem" is an election
    r"tiltrådt\b|tiltrædes\b|tiltrådtes\b|(?:tiltrådte|tiltræder|at tiltræde)\b(?! som\b)",
    r"vedtaget\b|vedtages\b|vedtog(?:es)?\b|vedtager\b|at vedtage\b",
)
_FOLLOWED = (
    # "Indstillingen følges", "følger forvaltningens indstilling", "Fulgt."
    r"(?:indstilling|indstillingen|indstillinger|anbefaling|anbefalingen|forslag|forslaget) (?:(?!ikke)\w+ )?(?:følges|fulgt|følger)(?! ikke)",
    r"følges\s*(?:$|[.,])",
    r"(?:følger|fulgte|fulgt|følge) (?:[\w-]+,? ){0,5}?(?:indstilling|anbefaling)",
    r"som (?:indstillet|foreslået|anbefalet|ansøgt)\b",
    # "i overensstemmelse med det indstillede"
    r"(?:i overensstemmelse|overensstemmende) med (?:[\w-]+ ){0,3}?(?:indstilling|anbefaling|indstillede|anbefalede|foreslåede)",
    r"i henhold til (?:\w+ )?indstilling|^efter indstilling(?:en)?\s*(?:$|[.,])",
)
_GRANTED = (
    r"bevilget\b|bevilges\b|bevilliges\b|bevilliget\b|bevilgedes?\b|bevilger\b|at bevilge\b",
    r"imødekommet\b|imødekomme[srt]?\b|imødekom\b",
    r"bifaldt\b|bifalde[sr]?\b|bifaldet\b",
    r"accepteret\b|accepteres?\b|accepterer\b|accepterede\b",
    r"efterkomme[srt]\b|efterkom\b",
    r"frigives\b|frigivet\b|frigav\b|frigiver\b|at frigive\b",
    r"tilladt\b|tillades\b|tillod\b|tillader\b|at (?:tillade|dispensere)\b",
    # "giver sin tilladelse", "besluttede at yde tilskud", "Dispensation meddeles"
    rf"(?:(?:besluttede|vedtog) at )?{GIVE} {FEW}(?:{GIFT}|{OPINION})\b",
    rf"{GIFT} (?:blev |er |bliver )?(?:meddeles|meddelte?|gives|givet|bevilges|bevilget|ydes|ydet)\b",
    # "tilslutter sig", "enig i indstillingen", "sagde ja", "taget til følge"
    r"tilslutning til\b|tilslutte(?:r|de|t|s|des)?\b",
    r"\benige? (?:i|med) (?:[\w-]+ ){0,2}?(?:indstilling|anbefaling|forslag)",
    r"(?:sige[rs]?|sagt|sagde) ja\b|til følge\b",
)

STRONG = (
    (OutcomeCode.NOT_RECOMMENDED, _NOT_RECOMMENDED),
    (OutcomeCode.REJECTED, (*_DENIED, *_REFUSED, *_NO_MAJORITY)),
    (OutcomeCode.POSTPONED, _MOTION_TO_POSTPONE),
    (OutcomeCode.REFERRED, _MOTION_TO_REFER),
    (OutcomeCode.WITHDRAWN, _WITHDRAWN),
    (OutcomeCode.POSTPONED, _POSTPONED),
    (OutcomeCode.ELECTED, _NOMINEE_ELECTED),
    (OutcomeCode.RECOMMENDED, _RECOMMENDED),
    (OutcomeCode.NOTED, _NOTED),
    (OutcomeCode.RESPONSE, _RESPONSE),
    (OutcomeCode.REFERRED, _REFERRED),
    (OutcomeCode.ELECTED, _ELECTED),
    (OutcomeCode.APPROVED, (*_APPROVED, *_FOLLOWED, *_GRANTED)),
)
