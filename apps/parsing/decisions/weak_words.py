"""Words that state an outcome only where a decision has no stronger one: "drøftet", "sendes til …", "tages op igen"."""

from apps.parsing.decisions.phrases import ADVISORY, BODY, CASE, HOLDS, OFFICE, any_of
from apps.parsing.records import OutcomeCode

# Who only prepares an answer to a hearing, or reads another's, has not answered.
_NOT_PREPARING = "".join(
    rf"(?<!{prepares} )" for prepares in ("udarbejder", "udarbejder et", "udarbejdes", "udarbejdes et", "udarbejde et")
)  # fmt: skip
_SAYS = any_of(
    "havde", "har", "afgiver", "afgav", "afgives", "fremsender", "fremkom med", "kommer med", "kom med"
)  # fmt: skip
_ANSWER = any_of(
    "bemærkning", "kommentar", "input", "høringssvar", "høringsbemærkning", "yderligere bemærkning", "indvending",
    "indsigelse",
)  # fmt: skip
_COMMENTS = any_of("bemærkninger", "kommentarer", "indvendinger", "indsigelser", "anmærkninger")
_HEARD = any_of(
    "høring", "forslag", "udkast", "politik", "strategi", "planen", "det fremsendte", "materialet"
)  # fmt: skip
_RESPONSE = (
    # "Høringssvar afgivet"
    rf"{_NOT_PREPARING}høringssvar(?!et? fra\b|ene)",
    # "Rådet har følgende bemærkninger"
    rf"{_SAYS} (?:følgende|disse|ingen|nedenstående|flg\.?) {_ANSWER}",
    # "ingen bemærkninger til høringen"
    rf"(?:ingen|ikke|ikke nogen|ikke yderligere) {_COMMENTS} (?:til|mod|imod|over for) {_HEARD}",
    # "Ældrerådet bakker op", "Handicaprådet ser positivt på"
    rf"{ADVISORY} {any_of(*HOLDS, 'ser positivt', 'hilser', 'kan (?:fuldt ud )?støtte', 'roser', 'udtaler')}",
)
_REFERRED = (
    # "Sagen sendes til Økonomiudvalget", "sendt i høring"; but "sendes afslag", "sendt til afstemning"
    r"(?:tilbage|over|videre)?send(?:es|t|te|tes|er|e)\b(?! afslag)(?: [^.,]{0,50}?)?(?: tilbage| videre)? (?:til|i)\b(?! afstemning| efterretning)",
    r"send\w+ (?:\w+ ){0,3}?tilbage\b|tilbagesend|returner(?:es|et|er|ede)|tilbagevis",
    "oversend|videresend|hjemvis|hjemsend",
    # "henvises til udvalget"; but "henviser til, at …"
    r"henvis(?:t|es|te|er)\b(?! til at)|at henvise\b",
    r"^send(?:es|t)\b",
    r"fremsend(?:es|t|te|er)\b(?: [^.,]{0,40}?)? til\b",
    # "overgår til 2. behandling", "indgår i det kommende budget", "går videre til Byrådet"
    r"overg(?:år|ik|ået) til (?:\d\. |anden|2\.|1\.)\s?behandling",
    r"indgår i (?:\w+ )?budget|medtages i (?:\w+ )?(?:budget|prioritering)",
    r"(?:^|(?:går|gik|gået) )videre til\b|videre til (?:budget|\d\. behandling|anden)",
    rf"overg(?:år|ik|ået) til (?:{BODY}|\w+rådets|\w*udvalgets)\b",
    rf"forelægges (?:for )?(?:den )?{BODY}|^til (?:den )?{BODY}\b",
    r"henskyde[srt]?\b|overdrag(?:es|et)|overg(?:ives|ivet) til",
)
_DISCUSSED = (
    r"(?:tema)?drøft(?:et|ede|es|er|else|elser|elsen|edes)\b",
    r"diskuter(?:et|ede|es)\b|debatter(?:et|ede|es)\b",
    # "Der var dialog om", "Emnet blev vendt"
    r"dialog om\b|udveksle(?:de|t)\b",
    rf"{CASE} (?:blev |er )?vendt\b|vendte {CASE}\b",
)
_NOTED = (
    r"\borienter(?:et|ede|es)\b",
    # "Orienteringen blev givet", "gav en kort status"
    "(?:orientering|meddelelse)(?:e?n|e?r|e?rne)? (?:blev |er )?givet",
    r"gav (?:\w+ ){0,3}?(?:orientering|status)",
    r"gennemgået|gennemgik|kvittere[rd]e?\b|noterede? sig|noterer sig|^noteret\b",
    r"(?:orientering|redegørelse|meddelelse)\w* (?:er |blev )?modtaget\b",
    r"(?:præsenteret|præsenterede|fremlagde|forelagt|fremlagt)\b",
    "(?:holdt|gav) (?:[^.,]{0,30} )?oplæg|fortalte om",
    # "takkede for gennemgangen"
    r"(?:takke[rd]e? for|modtog|fik|hørte) (?:[^.,]{0,40} )?(?:orientering|oplæg|redegørelse|status|gennemgang|præsentation|rundvisning|rapport)\w*",
)
_ELECTED = (
    # as in "Formand: Bo Krat", "Valg af medlem: …"
    rf"^{OFFICE}(?: i [^:.]{{1,40}})?: ",
    "^(?:valg|udpegning|konstituering)(?: af [^:.]{1,60})?: ",
    r"forholdstalsvalg\b|^genvalg\b|^valget faldt på\b",
    # "indkaldes som stedfortræder", "indtræder i udvalget"
    r"(?:indkaldes|indkaldt|indkalder) (?:\w+ )?som",
    r"indtr(?:æder|ådte|ådt|æde) (?:i|som)\b|tiltr(?:æder|ådte) som\b",
)
_POSTPONED = (
    # "tages op igen på næste møde", "behandles på det kommende møde"
    r"(?:tages|tage|tager) (?:\w+ )?op (?:igen )?(?:på|til|når)",
    "(?:behandles|afgøres|drøftes|forelægges) (?:igen )?(?:på|ved) (?:det )?(?:næste|et kommende|et senere|kommende|førstkommende)",
    "optages (?:igen )?på (?:det )?(?:næste|førstkommende|et kommende|et senere|mødet)",
    # "flyttes til maj", "fortsættes på", "Administrationen vender tilbage"
    r"(?:flyttes|rykkes|flyttet|rykket) til\b|vender tilbage\b|fortsætte[srt]? på\b|fortsat på\b",
    r"genfrem(?:sætte|lægge)[srt]?\b|(?:fremlægges|forelægges) (?:igen|på ny)",
    r"(?:sættes|kommer|sat) på (?:\w+ )?dagsorden\w*|afventer\b|afvente\b",
)
_WANTS = any_of(
    "ønsker", "ønskede", "vil", "ville", "besluttede", "vedtog", "valgte", "agter", "beslutter", "vælger"
)  # fmt: skip
# What a body did not remark or vote on is no refusal.
_NO_REFUSAL = any_of(
    "afgive", "foretage", "bemærk", "kommenter", "udtale", "stemme", "deltage", "gøre", r"at\b"
)  # fmt: skip
_REJECTED = (
    # "ønsker ikke at gå videre"
    rf"{_WANTS} (?:\w+ ){{0,2}}?ikke (?:\w+ ){{0,2}}?(?:at )?(?!{_NO_REFUSAL})\w+[eså]\b",
)
_APPROVED = (
    # "bakker op om", "støtter projektet", "fastholder forslaget"
    "(?:bakke[rd]?|bakkede) op om",
    r"(?:støtte[rst]?|støttede|fastholde[rs]?|fastholdt) (?:\w+ ){0,2}?(?:indstilling|forslag|ansøgning|ønske|idé|initiativ|projekt|plan)\w*",
    rf"{CASE} (?:blev |er |bliver )?støtte[st]\b|at støtte\b",
    r"støtte[rst]? [^.,]{1,60} med [\d.]+ kr",
    # "er positivt indstillet", "opbakning til", "enighed om indstillingen"
    r"(?:var |er )?opbakning til|(?:stille[rs]?|stillede|er|var) (?:sig )?(?:\w+ )?positivt?\b",
    r"enighed om (?:\w+ ){0,3}?(?:indstilling|forslag)",
    r"(?:ikke (?:\w+ )?hindrende|modsætter sig ikke)",
    rf"{BODY} (?:stemte|stemmer) for\b|^ja til\b",
    # a decision of one word
    r"^(?:ok|støttes|støttet|fulgt|meddeles|meddelt|ydes|gives|givet|enig|enighed|besluttet)\s*(?:$|\.)",
    r"^(?:igangsættes|iværksættes|gennemføres|effektueres|effektueret|frigives|iværksat|igangsat|bemyndiget|meddelt|ydet)\b",
    r"(?:referatet|protokollen) (?:\w+ )?underskrevet",
    # "fritages for betaling"
    r"^fritag(?:et|es)\b|fritag(?:et|es|ede) (?:\w+ )?for|fritog\b|meldt fri",
    r"stadfæst(?:er|ede|es|et)\b|bekræft(?:er|ede|es|et) (?:\w+ )?(?:beslutning|afgørelse|indstilling)\w*",
)

WEAK = (
    (OutcomeCode.RESPONSE, _RESPONSE),
    (OutcomeCode.REFERRED, _REFERRED),
    (OutcomeCode.DISCUSSED, _DISCUSSED),
    (OutcomeCode.NOTED, _NOTED),
    (OutcomeCode.ELECTED, _ELECTED),
    (OutcomeCode.POSTPONED, _POSTPONED),
    (OutcomeCode.REJECTED, _REJECTED),
    (OutcomeCode.APPROVED, _APPROVED),
)
# Words that give way: what comes of a discussion, or who follows a member who leaves, is the decision.
YIELDING = {
    OutcomeCode.DISCUSSED: (OutcomeCode.REFERRED, OutcomeCode.POSTPONED, OutcomeCode.REJECTED),
    OutcomeCode.APPROVED: (OutcomeCode.ELECTED,),
    OutcomeCode.NOTED: (OutcomeCode.REFERRED, OutcomeCode.DISCUSSED),
}
