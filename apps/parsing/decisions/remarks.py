"""What stands beside the outcome: whether it is a remark of the body's own (`with_remarks`), or adds nothing.

All patterns are for folded text (`words.fold`).
"""

import re

from apps.parsing.decisions.phrases import BODY, CASE, any_of

_WISH = any_of(
    "ønsker|ønskede",
    "anmoder|anmodede",
    "bemærker|bemærkede",
    "opfordrer|opfordrede",
    "lægger vægt|lagde vægt",
    "understreger|understregede",
    "beder|bad",
    "pointerer|pointerede",
    "påpeger|påpegede",
    "tilkendegav|tilkendegiver",
    "pålægger|pålagde",
    "forudsætter|forudsatte",
    "henstiller|henstillede",
    "præciserer|præciserede",
    "forventer",
    "efterspørger|efterspurgte",
    "foreslår|foreslog",
    "imødeser",
    "ser (?:gerne|frem)",
)
# What a decision may be made "med": "med den bemærkning, at …".
_WITH = any_of(
    "bemærkning", "kommentar", "tilkendegivelse", "ønske", "opfordring", "henstilling", "anmodning", "opmærksomhed",
    "tilføjelse", "tilføjet", "det tillæg", "supplement", "præcisering",
    "ændring", "ændret", "rettelse", "korrektion", "justering", "tilretning",
    "forbehold", "betingelse", "forudsætning", "vilkår", "krav om", "den klausul",
    # "med undtagelse af V, der stemte imod" is a vote
    "undtagelse(?!.{0,80}stemte)",
)  # fmt: skip
_ALSO = any_of("samtidig", "desuden", "endvidere")
_REMARK = re.compile(
    any_of(
        # "med den bemærkning"; but "med de foreslåede ændringer" is what was proposed
        rf"\bmed (?!de [^.]{{0,60}}(?:foreslåede|indstillede|anbefalede|stillede) )(?:[^.]{{0,60}}? )?{_WITH}",
        # "idet støjen måles"; but "idet V stemte imod", "idet formanden oplyste", "idet C ikke kan tiltræde"
        r"\bidet\b(?! \w+(?:en|et) (?:oplyste|orienterede|svarede|besvarede|redegjorde|fulgte op)\b)"
        r"(?!.{0,80}(?:stem|undlod|undlader|inhabil))"
        r"(?! (?!udvalget|byrådet|der )[^.]{1,80}?(?:(?:tog|tager) forbehold|ikke (?:kan|kunne)|(?:kan|kunne) ikke|(?:er|var) imod))",
        # "dog skal støjen måles"
        r"\bdog\b(?!.{0,80}(?:stem|undlod|undlader))",
        # "således at", "under forudsætning af", "på vilkår af"
        r"således at\b|under forudsætning|forudsat\b|betinget af|på (?:den )?betingelse|på (?:følgende )?vilkår",
        # "Tilladelse gives, såfremt …"
        r"\b(?:godkend\w+|give[st]|meddele[st]|tillad\w+)\b[^.]{0,60}, (?:såfremt|med mindre|medmindre)\b",
        # "Udvalget ønsker", "og beder om", "samtidig ønsker udvalget"; but "ønsker ikke" refuses
        rf"{BODY} (?:\w+ )?{_WISH}\b(?! (?:\w+ )?ikke)",
        rf"\b{_WISH} (?:{BODY}|{_ALSO})\b",
        rf"\b(?:og|men|samt) (?:\w+ )?{_WISH}\b",
        # "gav forvaltningen en række opgaver"
        r"\bgav (?:\w+ ){0,4}?(?:input|bemærkning|kommentar|opgave|bestilling|retningslinje)",
        # "samt at", "og at der samtidig …", "og der udarbejdes"; but "og der gives tilladelse"
        rf"samt at\b|\bog at (?:der )?(?:også|{_ALSO})\b",
        r", og der (?!gives|frigives|bevilges|meddeles|ydes|anvises)\w+es\b",
        # what is changed or left out
        r"ændres til\b|tilføjes\b|\bindarbejdes\b|\buden (?:afsnit|punkt|pkt)|bortset fra\b|\bundtagen\b",
        # "Det bemærkes"; but "Det bemærkes, at Ø stemte imod"
        r"\bdet (?!.{0,80}(?:stem|undlod))(?:bemærkes|henstilles|forudsættes|præciseres|understreges|pointeres)\b",
        # "Der stilles krav om"
        r"stilles (?:\w+ )?(?:vilkår|krav)\b",
        # "er sindet at give afslag, og parterne høres"
        r"^er sindet|og (?:\w+ )?(?:parterne|ansøger|ejer|naboerne) høres\b",
    )
)

_NOUN = any_of(
    "bemærkninger", "beslutning", "kommentarer", "meddelelser", "punkter", "sager", "spørgsmål", "indlæg", "tilhørere",
    "fremmødte", "spørgere", "henvendelser",
)  # fmt: skip
_PLACE = any_of(
    "spørgetiden", "dagsordenen", "dagsorden", "referatet", "eventuelt", "mødet", "protokollen", "punktet", "sagen"
)  # fmt: skip
_THERE_WAS = r"(?:der (?:var|er|forelå|foreligger|fremkom|kom|indkom|blev stillet) )?"
_NOTHING = re.compile(
    any_of(
        # "Intet", "Der var intet til eventuelt", "Ikke noget at bemærke"
        _THERE_WAS
        + any_of(
            "ikke noget at (?:bemærke|referere|tilføje)",
            r"ikke noget(?: (?:til|under) [\w ]{1,30}?)?",
            "ingenting",
            r"intet(?: at \w+| til referat| nyt| (?:til|under) [\w ]{1,30}?)?",
            # "Ingen", "Ingen bemærkninger til referatet", "Der blev ikke stillet spørgsmål"
            rf"(?:ingen(?: indkomne| nye)?|ikke (?:indkommet|modtaget|stillet)(?: nogen)?)(?: {_NOUN})?(?: til {_PLACE})?",
        ),
        "[-–—./]+",
        "n/?a|nej|ikke (?:aktuelt|relevant)",
        "(?:der )?(?:blev|er) ikke truffet (?:nogen )?(?:beslutning|afgørelse)|ingen beslutning(?: truffet)?",
        "ingen (?:var )?(?:frem)?mødt(?: op)?",
    )
    + r"[.\s]*"
)

_PAPER = (
    any_of("oplæg", "præsentation", "slide", "notat", "bilag", "powerpoint", "materiale", "plancher") + r"\w*"
)
_IS_THERE = any_of(
    "vedhæft", "vedlæg", "vedlagt", "tilføj", "tilknyt", "udsend", "omdel", "vist", "gennemgå"
)  # fmt: skip
_NO_COMMENTS = re.compile(
    any_of(
        # the vote
        r"\b(?:stemte|stemmer) (?:i?mod|for)\b|\bundlod at stemme|^alle stemte|^afstemning|^der stemtes",
        r"^\d{1,3} (?:medlemmer |stemmer |af )?(?:stemte|stemmer|undlod|undlader|var|hverken)",
        r"\b(?:fik|modtog|opnåede) \w+ stemmer?\b",
        # "Enstemmigt", "Beslutningen var enstemmig", "Der var enighed"
        r"beslutningen (?:er|var|blev) (?:truffet )?enstemmig|^enstemmigt?\b|^en enig[t]? |^der var enighed",
        # "Ingen bemærkninger", "har ikke yderligere", "uden afstemning"
        "(?:har|havde|er|var|med) (?:ingen|ikke (?:nogen|yderligere)) (?:bemærkning|kommentar|yderligere)",
        r"^ingen (?:\w+ )?(?:bemærkning|kommentar)|\buden (?:bemærkninger|afstemning)\b",
        # "Der træffes ikke beslutning på dette møde"
        r"\b(?:træffes|træffe[rt]?|traf|truffet|tages) (?:(?:der|derfor|dermed|på \w+ \w+) )?(?:ikke|ingen) (?:\w+ )?beslutning",
        # when it was taken: "Punktet blev behandlet efter punkt 7"
        r"^(?:punktet|sagen|punkt \d+|(?:sagerne|punkterne)(?: [\d, og–-]+)?) (?:blev |er )?behandle\w* (?:efter|før|som|under|for|i|samtidig|sammen)",
        # courtesies, and who spoke
        r"^(?:\w*udvalget|\w*rådet|man) takke[rd]e?\b|\btillykke\b|^ordfører",
        # papers
        rf"^{_PAPER} (?:\w+ ){{0,5}}?{_IS_THERE}",
        r"\b(?:vedlægges|vedlagt|omdelt|udleveret|uddelt|eftersendt)\b|^(?:se|jf\.?) bilag|^kopi (?:til|sendes)",
        # what comes next
        r"^frist(?:en)? for|^sagen er (?:hermed |dermed )?(?:afsluttet|slut)|^lukket\b|træffer (?:den )?endelig",
    )
)
_GOES = any_of(
    "(?:videre|over|frem)?sendes", "forelægges", "(?:videre|over)?sendt", "går videre", "behandles", "genoptages",
    "afgøres",
)  # fmt: skip
# "Sagen fremsendes herefter til Byrådet", "Behandles på næste møde"
_FORWARDING = re.compile(
    rf"^(?:og )?(?:(?:{CASE}|indstillingen|beslutningen|behandlingen) )?(?:blev |bliver )?(?:her(?:efter|med) )?{_GOES}\b"
)


def has_remark(folded: str) -> bool:
    """Whether folded words add a remark, change, condition or wish."""
    return _REMARK.search(folded) is not None


def says_nothing(folded: str) -> bool:
    """Whether folded words stand for "no decision": `Intet`, `Ingen.`, `-`."""
    return not folded or _NOTHING.fullmatch(folded) is not None


def adds_nothing(folded: str) -> bool:
    """Whether a sentence beside the outcome is no remark: no comments, unanimity, or only where the case goes next."""
    return bool(_NO_COMMENTS.search(folded) or (_FORWARDING.search(folded) and not has_remark(folded)))
