"""The verbs of a decision in families: what each says where it is affirmed, and where it is denied.

Patterns are for folded text (lower case, single spaces). Each family lists its finite forms apart from its
participles and infinitives, because "ikke" stands behind the one ("godkendte ikke") and before the other
("blev ikke godkendt", "kan ikke godkende").
"""

import re

from apps.parsing.records import OutcomeCode

_O = OutcomeCode
Table = tuple[tuple[OutcomeCode, tuple[str, ...]], ...]
Patterns = tuple[tuple[OutcomeCode, re.Pattern[str]], ...]

BODY = r"(?:(?:(?!samråd)\w*(?:udvalg|byråd|råd|bestyrelse|magistrat|kommission)(?:et|en|n|ne)?)|man)"
# What stands in for the case itself.
_CASE = r"(?:sagen|punktet|dagsordenspunktet|sag|punkt(?: \d+)?|emnet|forslaget|ansøgningen|den|det)"
_MODEL = r"(?:at|model|løsning|scenari|alternativ|variant|mulighed|forslag|placering|den|det|en|et)"
_OFFICE = r"\w*(?:formand|næstformand|repræsentant|medlem|medlemmer|suppleant|stedfortræder|delegeret|kandidat|viceborgmester|borgmester|ordfører)"

_APPROVE_FINITE = (
    r"(?:godkende[rs]|godkendte[s]?|tiltræde[rs]|tiltrådte[s]?|vedtage[rs]|vedtog(?:es)?|imødekomme[rs]|imødekom|bevilge[rs]|bevilgede[s]?"
    r"|bevillige[rs]|bifalde[rs]|bifaldt|accepterer|accepteres|accepterede[s]?|støtter|støttes|støttede[s]?|følger|følges|fulgte|tillade[rs]|tillod|tilslutter|tilsluttede|frigive[rs]|frigav|efterkomme[rs]|efterkom|fremme[rs])"
)
_APPROVE_OTHER = (
    r"(?:godkendt?e?s?|godkende|tiltrådt|tiltræde[s]?|vedtaget|vedtage[s]?|imødekommet|imødekomme[s]?|bevilget|bevilge[s]?|bifaldet|bifalde[s]?|accepteret|accepteres?"
    r"|støtte[ts]?|fulgt|følge[s]?|tilladt|tillade[s]?|bifaldt|tilslutte[ts]?|tilslutning|opbakning|frigivet|frigive[s]?|efterkommet?|efterkomme[s]?|fremmet?|fremmes|medhold|dispenser\w*|enige? (?:i|med))"
)
_GIVE = r"(?:meddele[rst]?|meddelt(?:e|es)?|give[rst]?|gav(?:es)?|yde[rs]?|ydede[s]?|ydet|bevilge[rst]?|bevilgede[s]?|udstede[rs]?|udstedt|få[r]?|opnå[r]?)"
_GIFT = r"(?:\w*(?:dispensation|tilladelse|samtykke|bevilling|tilskud|tilsagn|garanti|fritagelse|orlov|bemyndigelse)(?:en|er|et|n)?)"
_OPINION = r"(?:opbakning|tilslutning|frigivelse|støtte|medhold|accept|grønt lys)"
_FEW = r"(?:(?!afslag|ikke|ingen)\w+ ){0,2}?"
# What may stand between "ikke" and the verb it denies.
_BETWEEN = r"(?:(?:at|for|kan|kunne|vil|er|blev|bliver|blive|blevet|grundlag|anledning|belæg|hjemmel|begrundelse|umiddelbart|længere|nu|her|der|på (?:\w+ ){1,3}?grundlag|på nuværende tidspunkt|foreligger|findes|tilstrækkeligt|tilstrækkelig|enstemmigt|se|sig|i stand til|skal|bør|indstillingen|længere) )"
_RECOMMEND = r"(?:anbefaler|indstiller|anbefales|indstilles|anbefalede|indstillede|anbefaledes|indstilledes)"
_REFUSED = r"(?:(?:\w+ )?ikke (?:\w+ )?(?:imødekommes|godkendes|godkender|imødekommer|tiltrædes|tiltræder|vedtages|vedtager|gives|giver|meddeles|meddeler|gennemføres|fremmes|bevilges|godkende|imødekomme|give|meddele|vedtage|fremme)|(?:meddeles?|gives?|giver|meddeler) afslag|afslå[srt]?|afvise[srt]?|forkaste[srt]?)"

# "Et forslag fra V om at udsætte sagen blev vedtaget": a motion that carries is the decision.
_CARRIED = r"[^.,]{0,60}? (?:blev|er|bliver) (?:[\w-]+ ){0,2}?(?:godkendt|vedtaget|tiltrådt|taget til følge)"
_MOTION = r"\w*forslag(?:et)? (?:(?!blev|er\b)[^.,]){0,60}?om (?:sagens |at )?"

# Where two patterns match at the same place the earlier in this list wins: negation comes before approval.
_STRONG: Table = (
    (_O.NOT_RECOMMENDED, (rf"{_RECOMMEND} (?:(?:det|sagen|forslaget|derfor|{BODY}) ){{0,2}}ikke\b",)),
    (
        _O.NOT_RECOMMENDED,
        (
            r"(?:kan|kunne|vil|ville|ønsker|ønskede) (?:\w+ ){0,5}?ikke (?:\w+ ){0,2}?(?:anbefale|indstille)\b",
            rf"(?:ikke|ingen|intet),? {_BETWEEN}{{0,7}}(?:\w+ )?(?:anbefale[st]?|indstille[st]?)\b",
            r"(?:ikke|intet) flertal for at (?:anbefale|indstille)",
        ),
    ),
    (
        _O.NOT_RECOMMENDED,
        (
            rf"{_RECOMMEND}(?: [^.,]{{0,60}}?)?(?: til)? (?:afslag|afslået|forkastet|afvist|forkastelse|afvisning)\b",
            rf"{_RECOMMEND}[^.]{{0,80}}? at (?:(?!godkend|vedtag|tiltræd)[^.,]){{0,120}}?{_REFUSED}\b",
            r"fraråde[rs]?\b|frarådede[s]?\b|at fraråde\b",
        ),
    ),
    (_O.REJECTED, (rf"(?:ikke|hverken),? {_BETWEEN}{{0,7}}(?:\w+ )?{_APPROVE_OTHER}\b(?! en \w+)",)),
    (_O.REJECTED, (rf"{_APPROVE_FINITE} (?:(?!og |men |samt )\w+ ){{0,3}}?ikke\b",)),
    (
        _O.REJECTED,
        (
            rf"(?:ikke|ingen),? {_BETWEEN}{{0,7}}(?:{_GIVE} )?(?:\w+ ){{0,2}}?{_GIFT}\b",
            rf"{_GIVE} (?:\w+ )?(?:ikke|ingen) (?:\w+ ){{0,2}}?(?:{_GIFT}|{_OPINION})\b",
            rf"{_GIFT} (?:kan |kunne |blev |bliver |er )?(?:{_GIVE} )?ikke (?:blive )?{_GIVE}\b",
            rf"{_GIFT} {_GIVE} (?:der )?ikke\b",
        ),
    ),
    (
        _O.REJECTED,
        (
            r"forkaste[srt]?\b|forkastede[s]?\b|(?<!at )afvise[srt]?\b|afvist\b|afviste[s]?\b|afslag\b",
            r"afslå[srt]|afslået\b|afslog(?:es)?\b|afslås|nægte[rst]\b|nægtede[s]?\b",
            r"(?:stemte|stemmer) (?:\w+ ){1,3}ned\b|stemt ned\b|nedstemt\b|nedstemme[srt]?\b|nedstemte[s]?\b",
            r"(?:vedtog|vedtager|besluttede|beslutter|beslutning om|valgte|vælger|enige? om|flertal for) at (?:afvise|forkaste|afslå|nægte)\b",
            r"(?:fasthold\w+|stadfæst\w+) (?:\w+ )?afslag|(?:sige[rs]?|sagt|sagde|stemte) nej",
            r"(?:stille[rs]?|stillede|er|var) (?:\w+ )?(?:negativt?|afvisende|imod)\b",
        ),
    ),
    (
        _O.REJECTED,
        (
            r"at der ikke (?:gives|bevilges|meddeles|ydes)\b|(?:ikke|intet) (?:var |er )?flertal for",
            r"(?:opnå|få)(?:ede|r)? ikke (?:\w+ ){0,3}?flertal|fik ikke (?:\w+ ){0,3}?flertal",
            r"ikke (?:opnå(?:et)?|få(?:et)?|fik) (?:\w+ ){0,3}?flertal",
            r"ikke (?:\w+ )?(?:opnå|få|fik|finde|fandt|samle|skabe)\w* (?:\w+ ){0,3}?flertal",
            r"(?:forslaget|indstillingen) (?:er (?:dermed |således |hermed )?|blev )?(?:faldet|faldt|falder|bortfaldt|bortfaldet|bortfalder)",
            r"^(?:er |blev )?(?:dermed )?(?:faldet|falder|faldt)\b|^nej til\b|(?:nød|nyder|nyde) ikke fremme",
        ),
    ),
    (
        _O.POSTPONED,
        (
            rf"{_MOTION}(?:udsæt|udskyd)\w*{_CARRIED}",
            r"(?:tiltrådt|vedtaget|godkendt),? (?:og|hvorfor) (?:sagen|punktet) (?:dermed |blev |er )?(?:udsat|udsættes)\b",
        ),
    ),
    (_O.REFERRED, (rf"{_MOTION}(?:henvis|oversend|tilbagesend|hjemvis|sende)\w*{_CARRIED}",)),
    (
        _O.WITHDRAWN,
        (
            r"tag(?:et|es) af\s*(?:$|\.)",
            r"udgår\b|udgik\b|udgået\b|udgå\b|udgår?\b",
            r"(?:tages?|tog(?:es)?|taget|tage) (?:(?:\w+ ){0,3}?)(?:af|fra|ud af) (?:dagsorden|mødet|punktet)",
            r"(?:trukket|trækkes|trukkes|træk|trækker|trak) (?:\w+ ){0,3}?(?:fra|tilbage|af)\b",
            rf"{_CASE} (?:er |blev |bliver |var )?(?:trukket|trækkes)\b",
            rf"(?:trak|trækker|har trukket|trukket) {_CASE}\b",
            r"frafald(?:t|et|es|er)\b|annullere[srt]|at (?:trække|tilbagetrække)\b",
            r"^(?:trukket|trækkes)\b|tilbagekald\w*|tilbagetr\w+|bortfaldt\b|bortfaldet\b|bortfalder\b",
            r"slettes af dagsorden|slettet (?:af|fra) dagsorden",
        ),
    ),
    (
        _O.POSTPONED,
        (
            r"udsat\b(?! for\b)|udsættes(?! for\b)",
            r"udsatte[s]?\b(?! (?:borgere|boligområder|familier|børn|unge|voksne|mennesker|grupper|ældre))",
            r"udsætter\b|udsætte\b|udskudt\b|udskyde[srt]?\b|udskød(?:es)?\b|genoptage[srt]?\b",
            r"genoptaget\b|genoptog(?:es)?\b|ikke (?:blive |blevet )?(?:færdig)?behandlet\b",
            r"(?:ikke nået|nåede[s]? ikke|ikke nå at)\b|genbehandle[srt]?\b",
            r"(?:sætte[srt]?|sat|satte[s]?|stille[srt]?|stillet|stillede[s]?|ligge[rt]?) (?:\w+ ){0,3}?i bero\b",
            r"(?:stilles|sættes) (?:foreløbig )?i bero\b|afgørelsen afventer",
            r"overføre[srt]? til (?:næste|et senere|det næste|kommende|det kommende) møde",
            r"overført til (?:næste|et senere|det næste) møde",
        ),
    ),
    (
        _O.ELECTED,
        (r"indstille(?:r|de) [^.]{1,80}?,? (?:som|der|og) (?:blev|er) (?:\w+ )?(?:valgt|udpeget)\b",),
    ),
    (
        _O.RECOMMENDED,
        (
            r"(?:tiltrådte|vedtog|besluttede|godkendte|beslutter|vedtager) (?:enstemmigt )?at (?:anbefale|indstille)\b",
            r"(?:godkende[rs]?|tiltræder?|godkendte|tiltrådte|støtter?|tilslutter?|tilsluttede|drøftede|godkendt|tiltrådt|drøftet)\b[^.]{0,80}? og (?:\w+ )?(?:indstiller|anbefaler|indstillede|anbefalede|anbefales|indstilles)\b",
            r"indstilles\b|indstilledes\b|anbefales\b|anbefaledes\b",
            r"anbefaler\b(?! administrationen| forvaltningen)|indstiller\b|anbefalede\b|indstillede\b",
            r"indstillet til\b|^indstillet\s*(?:$|\.)|har indstillet\b|anbefalet\b",
            r"med (?:[\w-]+ )?anbefaling\b(?! fra)",
            rf"\w+ med (?:[\w-]+ )?indstilling (?:til|over for) (?:den )?{BODY}\b",
            r"(?:at|kan|kunne|vil|ville) (?:\w+ ){0,2}?(?:indstille|anbefale)\b",
            r"(?:fremsend|oversend|forelægg)(?:es|t) [^.]{1,60}godkendelse",
            r"med indstilling om (?:\w+ )?(?:godkendelse|vedtagelse|tiltrædelse)",
        ),
    ),
    (
        _O.NOTED,
        (
            r"(?:til|tages|taget|tager|tog) (?:efterretning|til orientering)|til efterretning",
            r"^efterretning\b|taget til orientering|tages til orientering|til orientering\s*(?:$|[.,])",
            r"ad notam|til (?:underretning|kendskab)\s*(?:$|[.,])",
        ),
    ),
    (
        _O.RESPONSE,
        (
            r"\w*(?<!by)(?<!regions)råd(?:et)? (?:bakker op|støtter|finder|mener|er (?:meget )?(?:positiv|glad|enig|tilfreds))[^.]{0,120}? (?:og|men) (?:\w+ )?(?:anbefaler|foreslår)\b",
        ),
    ),
    (
        _O.RESPONSE,
        (
            r"(?:^bemærkninger fra \w+(?=:)|(?:afgive[rs]?|afgav|afgivet) (?:\w+ ){0,2}?høringssvar)\b(?! fra)",
        ),
    ),
    (
        _O.REFERRED,
        (
            r"(?:vedtog|besluttede|vedtager|beslutter) at (?:(?:til|videre|over|tilbage)?sende|hjemvise|henvise|returnere) [^.,]{0,60}?\b(?:tilbage|videre|til|i (?:\w+ ){0,2}?høring)\b",
        ),
    ),
    (
        _O.ELECTED,
        (
            rf"(?:gen|ny|ind|af)?valgt\b(?! (?:{_MODEL}\b|til fra))|(?:gen)?valgte(?!s? {_MODEL}\b)",
            rf"\bvælger(?! {_MODEL}\b)",
            r"(?:gen)?vælges\b|valgtes|(?:gen)?udpege(?:t|de|s|r|des)\b|konstitueret\b",
            r"konstituerede\b|konstituerer\b|at (?:udpege|genudpege|genvælge|udnævne|konstituere)\b",
            rf"at vælge (?!{_MODEL}\b)",
            r"udnævn(?:t|te|es|er|tes)\b",
            rf"(?:pegede|peger|peget) på (?!{_MODEL}\b)[^.]{{1,80}}? som {_OFFICE}\b",
        ),
    ),
    (
        _O.APPROVED,
        (
            r"godkendt\b|godkendes\b|godkendte\b|godkendtes\b|godkender\b|at godkende\b|tiltrådt\b",
            r"tiltrædes\b|tiltrådte\b|tiltrådtes\b|tiltræder\b|at tiltræde\b|vedtaget\b|vedtages\b",
            r"vedtog(?:es)?\b|vedtager\b|at vedtage\b",
        ),
    ),
    (
        _O.APPROVED,
        (
            r"(?:indstilling|indstillingen|indstillinger|anbefaling|anbefalingen|forslag|forslaget) (?:(?!ikke)\w+ )?(?:følges|fulgt|følger)(?! ikke)",
            r"følges\s*(?:$|[.,])",
            r"(?:følger|fulgte|fulgt|følge) (?:[\w-]+,? ){0,5}?(?:indstilling|anbefaling)",
            r"som (?:indstillet|foreslået|anbefalet|ansøgt)\b",
            r"(?:i overensstemmelse|overensstemmende) med (?:[\w-]+ ){0,3}?(?:indstilling|anbefaling)",
            r"i henhold til (?:\w+ )?indstilling|^efter indstilling(?:en)?\s*(?:$|[.,])",
        ),
    ),
    (
        _O.APPROVED,
        (
            r"bevilget\b|bevilges\b|bevilliges\b|bevilliget\b|bevilgede[s]?\b|bevilger\b|at bevilge\b",
            r"imødekommet\b|imødekomme[srt]?\b|imødekom\b|bifaldt\b|bifalde[sr]?\b|bifaldet\b",
            r"accepteret\b|accepteres?\b|accepterer\b|accepterede\b|efterkomme[srt]\b|efterkom\b",
            rf"{_GIVE} {_FEW}(?:{_GIFT}|{_OPINION})\b",
            r"tilslutning til\b|tilslutte(?:r|de|t|s|des)?\b",
            r"\benige? (?:i|med) (?:[\w-]+ ){0,2}?(?:indstilling|anbefaling|forslag)",
            rf"{_GIFT} (?:blev |er |bliver )?(?:meddeles|meddelt|meddelte|gives|givet|bevilges|bevilget|ydes|ydet)\b",
            r"(?:sige[rs]?|sagt|sagde) ja\b|til følge\b|frigives\b|frigivet\b|frigav\b|frigiver\b",
            r"at frigive\b|(?:til)?ladt\b|tillades\b|tillod\b|tillader\b|at (?:tillade|dispensere)\b",
            rf"(?:besluttede|vedtog) at {_GIVE} {_FEW}(?:{_GIFT}|{_OPINION})\b",
        ),
    ),
)
_WEAK: Table = (
    (
        _O.RESPONSE,
        (
            r"(?<!udarbejder )(?<!udarbejder et )(?<!udarbejdes )(?<!udarbejdes et )(?<!udarbejde et )høringssvar(?!et? fra\b|ene)",
            r"(?:havde|har|afgiver|afgav|afgives|fremsender|fremkom med|kommer med|kom med) (?:følgende|disse|ingen|nedenstående|flg\.?) (?:bemærkning|kommentar|input|høringssvar|høringsbemærkning|yderligere bemærkning|indvending|indsigelse)",
            r"(?:ingen|ikke|ikke nogen|ikke yderligere) (?:bemærkninger|kommentarer|indvendinger|indsigelser|anmærkninger) (?:til|mod|imod|over for) (?:høring|forslag|udkast|politik|strategi|planen|det fremsendte|materialet)",
            r"\w*(?<!by)råd(?:et)? (?:bakker op|støtter|finder|mener|er (?:meget )?(?:positiv|glad|enig|tilfreds)|ser positivt|hilser|kan (?:fuldt ud )?støtte|roser|udtaler)",
        ),
    ),
    (
        _O.REFERRED,
        (
            r"(?:tilbage|over|videre)?send(?:es|t|te|tes|er|e)\b(?! afslag)(?: [^.,]{0,50}?)?(?: tilbage| videre)? (?:til|i)\b(?! afstemning| efterretning)",
            r"send\w+ (?:\w+ ){0,3}?tilbage\b|tilbagesend|oversend|hjemvis|hjemsend|at henvise\b",
            r"henvis(?:t|es|te|er)\b(?! til at)|videresend|tilbagevis",
            r"(?:sendes|sendt|sende) (?:sagen )?(?:i|ud i) (?:\w+ )?høring|returner(?:es|et|er|ede)",
            r"fremsend(?:es|t|te|er)\b(?: [^.,]{0,40}?)? til\b",
            r"overg(?:år|ik|ået) til (?:\d\. |anden|2\.|1\.)\s?behandling|indgår i (?:\w+ )?budget",
            r"(?:^|(?:går|gik|gået) )videre til\b|videre til (?:budget|\d\. behandling|anden)|^sende(?:s|t)\b",
            rf"overg(?:år|ik|ået) til (?:{BODY}|\w+rådets|\w*udvalgets)\b",
            rf"forelægges (?:for )?(?:den )?{BODY}|^til (?:den )?{BODY}\b",
            r"henskyde[srt]?\b|medtages i (?:\w+ )?(?:budget|prioritering)|overdrag(?:es|et)",
            r"overg(?:ives|ivet) til",
        ),
    ),
    (
        _O.DISCUSSED,
        (
            r"(?:tema)?drøft(?:et|ede|es|er|else|elser|elsen|edes)\b|diskuter(?:et|ede|es)\b",
            r"debatter(?:et|ede|es)\b|dialog om\b|udveksle(?:de|t)\b",
        ),
    ),
    (
        _O.NOTED,
        (
            r"\borienter(?:et|ede|es)\b",
            r"(?:orientering|meddelelse)(?:e?n|e?r|e?rne)? (?:blev |er )?givet",
            r"gav (?:\w+ )?(?:orientering|status)|gennemgået|gennemgik|kvittere[rd]e?\b|noterede? sig",
            r"(?:orientering|redegørelse|meddelelse)\w* (?:er |blev )?modtaget\b|noterer sig|(?:præsenteret|præsenterede|fremlagde|forelagt|fremlagt)\b",
            r"(?:holdt|gav) (?:[^.,]{0,30} )?oplæg|fortalte om|^noteret\b",
            r"(?:takke[rd]e? for|modtog|fik|hørte) (?:[^.,]{0,40} )?(?:orientering|oplæg|redegørelse|status|gennemgang|præsentation|rundvisning|rapport)\w*",
        ),
    ),
    (
        _O.ELECTED,
        (
            rf"^{_OFFICE}(?: i [^:.]{{1,40}})?: ",
            r"^(?:valg|udpegning|konstituering)(?: af [^:.]{1,60})?: ",
            r"^genvalg\b|^valget faldt på\b|(?:indkaldes|indkaldt|indkalder) (?:\w+ )?som",
            r"indtr(?:æder|ådte|ådt|æde) (?:i|som)\b|tiltr(?:æder|ådte) som\b",
        ),
    ),
    (
        _O.POSTPONED,
        (
            r"(?:tages|tage|tager) (?:\w+ )?op (?:igen )?(?:på|til|når)",
            r"(?:behandles|afgøres|drøftes|forelægges) (?:igen )?(?:på|ved) (?:det )?(?:næste|et kommende|et senere|kommende|førstkommende)",
            r"(?:flyttes|rykkes|flyttet|rykket) til\b|vender tilbage\b|fortsætte[srt]? på\b",
            r"fortsat på\b|genfrem(?:sætte|lægge)[srt]?\b",
            r"(?:sættes|kommer|sat) på (?:\w+ )?dagsorden\w*|afventer\b|afvente\b",
            r"optages (?:igen )?på (?:det )?(?:næste|førstkommende|et kommende|et senere|mødet)",
            r"fremlægges (?:igen|på ny)|forelægges (?:igen|på ny)",
        ),
    ),
    (
        _O.REJECTED,
        (
            r"(?:ønsker|ønskede|vil|ville|besluttede|vedtog|valgte|agter|beslutter|vælger) (?:\w+ ){0,2}?ikke (?:\w+ ){0,2}?(?:at )?(?!afgive|foretage|bemærk|kommenter|udtale|stemme|deltage|gøre|at\b)\w+[eså]\b",
        ),
    ),
    (
        _O.APPROVED,
        (
            r"(?:bakke[rd]?|bakkede) op om",
            r"(?:støtte|støtter|støttede|støttes|støttet|fastholde|fastholder|fastholdt|fastholdes) (?:\w+ ){0,2}?(?:indstilling|forslag|ansøgning|ønske|idé|initiativ|projekt|plan)\w*",
            r"(?:var |er )?opbakning til|(?:stille[rs]?|stillede|er|var) (?:sig )?(?:\w+ )?positivt?\b",
            r"(?:ikke (?:\w+ )?hindrende|modsætter sig ikke)",
            r"enighed om (?:\w+ ){0,3}?(?:indstilling|forslag)",
            rf"{_CASE} (?:blev |er |bliver )?støtte[st]\b",
            r"at støtte\b",
            rf"{BODY} (?:stemte|stemmer) for\b",
            r"^(?:ok|støttes|støttet|fulgt|meddeles|meddelt|ydes|gives|givet|enig|enighed|besluttet)\s*(?:$|\.)",
            r"(?:referatet|protokollen) (?:\w+ )?underskrevet|støtte[rst]? [^.,]{1,60} med [\d.]+ kr",
            r"^fritag(?:et|es)\b|fritag(?:et|es|ede) (?:\w+ )?for|fritog\b|meldt fri",
            r"stadfæst(?:er|ede|es|et)\b|bekræft(?:er|ede|es|et) (?:\w+ )?(?:beslutning|afgørelse|indstilling)\w*|^ja til\b",
            r"^(?:igangsættes|iværksættes|gennemføres|effektueres|effektueret|frigives|iværksat|igangsat|bemyndiget|meddelt|ydet)\b",
        ),
    ),
)
# Words that give way: what comes of a discussion, or who follows a member who leaves, is the decision.
YIELDING = {
    _O.DISCUSSED: (_O.REFERRED, _O.POSTPONED, _O.REJECTED),
    _O.APPROVED: (_O.ELECTED,),
    _O.NOTED: (_O.REFERRED, _O.DISCUSSED),
}


def _compiled(table: Table) -> Patterns:
    return tuple((code, re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})")) for code, patterns in table)


STRONG, WEAK = _compiled(_STRONG), _compiled(_WEAK)
