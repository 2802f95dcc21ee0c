"""Pieces that the patterns of decisions are put together from: who decides, on what, and the verbs in their forms.

All are for folded text: lower case, single spaces. A verb's finite forms stand apart from its participles and
infinitives, because "ikke" stands behind the one ("godkendte ikke") and before the other ("blev ikke godkendt",
"kan ikke godkende").
"""


def any_of(*wordings: str) -> str:
    """A group of alternatives, tried in this order."""
    return f"(?:{'|'.join(wordings)})"


# "Teknisk Udvalg", "Byrådet", "man"; but "samrådet" is no body that decides.
BODY = any_of(r"(?:(?!samråd)\w*(?:udvalg|byråd|råd|bestyrelse|magistrat|kommission)(?:et|en|n|ne)?)", "man")
# What stands in for the case itself.
CASE = any_of(
    "sagen", "punktet", "dagsordenspunktet", "sag", r"punkt(?: \d+)?", "emnet", "forslaget", "ansøgningen", "den", "det"
)  # fmt: skip
# "Ældrerådet", "Handicaprådet": a council (byråd) decides, these give their opinion.
ADVISORY = r"\w*(?<!by)(?<!regions)råd(?:et)?"
HOLDS = ("bakker op", "støtter", "finder", "mener", "er (?:meget )?(?:positiv|glad|enig|tilfreds)")
# What is chosen and is no person: "valgte model 2".
MODEL = any_of(
    "at", "model", "løsning", "scenari", "alternativ", "variant", "mulighed", "forslag", "placering", "den", "det", "en",
    "et",
)  # fmt: skip
OFFICE = r"\w*" + any_of(
    "formand", "næstformand", "repræsentant", "medlem", "medlemmer", "suppleant", "stedfortræder", "delegeret",
    "kandidat", "viceborgmester", "borgmester", "ordfører",
)  # fmt: skip

APPROVE_FINITE = any_of(
    "godkende[rs]|godkendtes?",
    "tiltræde[rs]|tiltrådtes?",
    "vedtage[rs]|vedtog(?:es)?",
    "imødekomme[rs]|imødekom",
    "bevilge[rs]|bevilgedes?|bevillige[rs]",
    "bifalde[rs]|bifaldt",
    "accepterer|accepteres|accepteredes?",
    "støtter|støttes|støttedes?",
    "følger|følges|fulgte",
    "tillade[rs]|tillod",
    "tilslutter|tilsluttede",
    "frigive[rs]|frigav",
    "efterkomme[rs]|efterkom",
    "fremme[rs]",
)
APPROVE_OTHER = any_of(
    "godkendt?e?s?|godkende",
    "tiltrådt|tiltrædes?",
    "vedtaget|vedtages?",
    "imødekommet|imødekommes?",
    "bevilget|bevilges?",
    "bifaldet|bifaldt|bifaldes?",
    "accepteret|accepteres?",
    "støtte[ts]?",
    "fulgt|følges?",
    "tilladt|tillades?",
    "tilslutte[ts]?",
    "frigivet|frigives?",
    "efterkommet?|efterkommes?",
    "fremmet?|fremmes",
    "tilslutning|opbakning|medhold",
    r"dispenser\w*",
    "enige? (?:i|med)",
)
# "giver", "blev meddelt", "opnår": with what is given (GIFT) an approval, with "ingen" a refusal.
GIVE = any_of(
    "meddele[rst]?|meddelt(?:e|es)?",
    "give[rst]?|gav(?:es)?",
    "yde[rs]?|ydedes?|ydet",
    "bevilge[rst]?|bevilgedes?",
    "udstede[rs]?|udstedt",
    "få[r]?",
    "opnå[r]?",
)
_GIFTS = any_of(
    "dispensation", "tilladelse", "samtykke", "bevilling", "tilskud", "tilsagn", "garanti", "fritagelse", "orlov",
    "bemyndigelse",
)  # fmt: skip
GIFT = rf"(?:\w*{_GIFTS}(?:en|er|et|n)?)"
OPINION = any_of("opbakning", "tilslutning", "frigivelse", "støtte", "medhold", "accept", "grønt lys")
# A word or two between the verb and what is given, none of which denies it.
FEW = r"(?:(?!afslag|ikke|ingen)\w+ ){0,2}?"

# What may stand between "ikke" and the verb it denies.
_BETWEEN_WORDS = any_of(
    # "kan ikke for nærværende …", "at det ikke skal …"
    "at", "for", "kan", "kunne", "vil", "er", "blev", "bliver", "blive", "blevet", "skal", "bør",
    # "finder ikke grundlag for at", "ser ikke mulighed for at"
    "grundlag", "anledning", "belæg", "hjemmel", "begrundelse", "mulighed", "foreligger", "findes",
    # "ikke længere", "ikke på det foreliggende grundlag", "ikke se sig i stand til at"
    "umiddelbart", "længere", "nu", "her", "der", r"på (?:\w+ ){1,3}?grundlag", "på nuværende tidspunkt",
    "tilstrækkeligt", "tilstrækkelig", "enstemmigt", "se", "sig", "i stand til", "indstillingen",
)  # fmt: skip
BETWEEN = rf"(?:{_BETWEEN_WORDS} )"

RECOMMEND = any_of("anbefaler", "indstiller", "anbefalede[s]?", "indstillede[s]?", "anbefales", "indstilles")
# What may be recommended to a higher body: "at ansøgningen ikke imødekommes", "at der gives afslag".
_NOT_DONE = any_of(
    "imødekommes?|imødekommer",
    "godkendes?|godkender",
    "tiltrædes|tiltræder",
    "vedtages?|vedtager",
    "gives?|giver",
    "meddeles?|meddeler",
    "gennemføres",
    "fremmes?",
    "bevilges",
)
REFUSED = any_of(
    rf"(?:\w+ )?ikke (?:\w+ )?{_NOT_DONE}",
    "(?:meddeles?|gives?|giver|meddeler) afslag",
    "afslå[srt]?",
    "afvise[srt]?",
    "forkaste[srt]?",
)
