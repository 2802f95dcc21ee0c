"""How Danish minutes write votes: the wordings that `votes` reads, each with an example."""

import re

from apps.parsing.decisions.phrases import any_of
from apps.parsing.people import NAME

# "For ændringsforslaget fra A stemte …"
_ON = r"(?:\s(?:\w*(?:forslaget|indstillingen)|dette|sagen)(?:\s(?:fra|af)\s\w{1,20})?)?"
_VOTED = r"\s(?:stemte|stemmer)\b\s?:?"
# A label has its voters behind it: "For stemte: A og V".
LABEL = re.compile(
    "(?P<abstained>"
    + any_of(
        r"\b[Uu]ndlod(?:\sat\sstemme)?\s?:",
        # with a capital it is a label without its colon, too
        r"\bUndlod(?:\sat\sstemme)?\b\s?",
        r"\bUndlader(?:\sat\sstemme)?\s?:",
        r"\b(?:Stemte\sh|H)verken\sfor\seller\s(?:i)?mod(?:\sstemte)?\s?:?",
        r"\bBlank[te]?\s?:",
    )
    + ")|(?P<against>"
    + any_of(
        r"\bNej(?:-?stemmer)?\s?:",
        rf"\b(?:[Ii]mod|Mod){_ON}{_VOTED}",
        r"\b[Ss]tem(?:te|mer)\si?mod\s?:",
        # as in "Imod ændringsforslaget:"
        rf"\b(?:I?mod|Mod){_ON}\s?:",
    )
    + ")|(?P<for>"
    + any_of(
        r"\bJa(?:-?stemmer)?\s?:",
        # "For stemte 14, imod stemte 11", "…, for stemte A"
        rf"(?:\bFor|(?<=[,;]\s)for){_ON}{_VOTED}",
        r"\b[Ss]tem(?:te|mer)\sfor\s?:",
        rf"\bFor{_ON}\s?:",
    )
    + ")"
)
# A verb has its voters before it: "A og V stemte imod".
SUBJECT_VERB = re.compile(
    any_of(
        r"\b(?:stemte|stemmer|stemt)\s(?P<side>i?mod|for|nej|ja)\b",
        r"\b(?P<abstains>"
        + any_of(
            r"(?:undlod|undlader)\sat\sstemme\b",
            r"(?:undlod|undlader)(?=\s?(?:[.,;\n]|\Z))",
            r"(?:afstår|afstod)\sfra\sat\sstemme\b",
            r"(?:stemte|stemmer)\s(?:hverken|blankt?)\b",
        )
        + ")",
    ),
    re.IGNORECASE,
)

# A parenthesis of voters; a party in parentheses stands inside it.
_BRACKETS = r"\((?:[^()\n]|\([^()\n]{0,40}\)){1,300}\)"
_N_FOR, _N_AGAINST = r"(?P<for>\d{1,3})", r"(?P<against>\d{1,3})"
# A side with its voters: "4 stemte for indstillingen (V, C)", "5 stemmer imod"
_SOME_FOR = (
    rf"{_N_FOR}\s(?:stemmer\s?)?(?P<who>{_BRACKETS})?\s?(?:stemte\s)?for{_ON}\s?(?P<who2>{_BRACKETS})?"
)
_SOME_AGAINST = rf"{_N_AGAINST}\s(?:stemmer\s)?(?:stemte\s)?i?mod"
TALLIES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # as in "med 12 stemmer mod 7", "med 5 stemmer for (A, B) og imod 2"
        rf"\bmed\s{_N_FOR}\s(?:ja-?)?stemmer?\s?(?:for\s)?(?P<who>\([^()\n]{{1,200}}\))?\s?(?:for\s(?:og\s)?)?i?mod\s{_N_AGAINST}",
        # as in "4 stemte for indstillingen (V, C), og 5 stemte imod"
        rf"\b{_SOME_FOR}\s?(?:,\sog|,|;|og|mod)\s{_SOME_AGAINST}",
        # "17 ja-stemmer og 8 nej-stemmer"
        rf"\b{_N_FOR}\sja-?stemmer\s?(?:,\sog|,|og|i?mod)\s{_N_AGAINST}\snej-?stemmer",
        # as in "13 stemte ja, 12 stemte nej"
        rf"\b{_N_FOR}\s(?:medlemmer\s)?stemte\sja\s?(?:,\sog|,|;|og|mens)\s{_N_AGAINST}\s(?:medlemmer\s)?(?:stemte\s)?nej",
        # "14 stemmer imod 5"
        rf"\b{_N_FOR}\sstemmer\si?mod\s{_N_AGAINST}",
        # "med 14 mod 5 stemmer"
        rf"\bmed\s{_N_FOR}\s(?:stemmer\s)?mod\s{_N_AGAINST}\s(?:medlemmer|stemmer)\b",
        # "med stemmetallene 14-5"
        rf"\bmed\s(?:stemmerne|stemmetallene|stemmetallet)\s{_N_FOR}\s?(?:[-–]|mod)\s?{_N_AGAINST}",
    )
)
# "Godkendt med 14 stemmer. 5 stemte imod."
ONE_SIDED_TALLY = re.compile(
    any_of(
        r"\b(?P<n>\d{1,3})\s(?:medlemmer\s|stemmer\s)?(?:stemte\s|stemmer\s)(?P<side>for|i?mod)\b",
        r"\bmed\s(?P<winning>\d{1,3})\sstemmer(?=\.\s[^.\n]{1,160}\b(?:stemte|undlod)\b)",
    ),
    re.IGNORECASE,
)
ABSTAINING = re.compile(
    any_of(
        # "3 medlemmer undlod at stemme"
        r"\b(\d{1,3})[^\S\n](?:\w+[^\S\n])?(?:undlod|undlader|hverken|blank)(?:\sat\sstemme|\sfor\seller\si?mod)?",
        # "og 2, der hverken stemte for eller imod"
        r"\bog\s(\d{1,3}),?\s(?:(?:der|som)\s)?(?:hverken|blank|undlod)(?:\sat\sstemme)?(?:\sfor\seller\si?mod)?",
    ),
    re.IGNORECASE,
)
# Who stands behind a number: "mod 7 (V, O)", "2 imod (Anna Berg (V) og Bo Dahl (O))"
BEHIND = re.compile(r"\s?(?:stemmer\s?)?\(((?:[^()\n]|\([^()\n]{0,40}\)){1,600})\)")
# "Tiltrådt mod stemmerne fra V og C", "godkendt mod Enhedslistens stemmer"
OPPOSED = re.compile(
    r"\b(?i:godkendte?|vedtaget|vedtog|tiltrådte?|anbefalet|anbefales|indstilles|forkastet)\b(?:\s\w+){0,2}?\si?mod\s(?:stemmer(?:ne)?\sfra\s)?"
    + any_of(
        r"(?P<count>\d{1,3})\sstemmer?\s?\((?P<behind>[^()]{1,300})\)",
        r"(?P<who>[A-ZÆØÅ][^.;\n\d]{0,120}?)(?:s?\sstemmer?)?\s?(?=[.;\n]|\Z)",
    )
)
# A side without a verb: "Tiltrådt af A, V og C", "Anbefales af et flertal (A, B)"
BACKED = re.compile(
    r"\b(?i:godkendt|vedtaget|tiltrådt|støttet|anbefalet|anbefales)\saf\s"
    + any_of(
        r"et\sflertal\s\((?P<majority>[^()\n]{1,200})\)",
        r"(?P<parties>[A-ZÆØÅ]{1,2}(?:,\s[A-ZÆØÅ]{1,2}){0,10}\sog\s[A-ZÆØÅ]{1,2})(?=[.,;\n]|\Z)",
    )
)

# Groups, each as its number, its members and what they do.
_SHARE = r"\b(?:flertal|mindretal)(?:let|et)?"
_MADE_OF = r"(?:i udvalget\s)?(?:bestående af|udgjort af)"
_SHARE_DOES = any_of(
    "anbefal", "godkend", "tiltr", "indstil", "kan", "kunne", "støtte", "tager forb", "tog forb", "er imod", "afvent", "vedt",
    "beslut",
)  # fmt: skip
GROUPS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # as in "6 medlemmer (V+A) anbefaler …"
        r"\b(\d{1,3})\smedlem(?:mer)?\s\(([^()\n]{1,80})\)\s([^.,\n]{1,120})",
        # as in "Et flertal på 4 (V, A) anbefaler …"
        rf"{_SHARE}\s(?:på\s(\d{{1,3}})\s)?(?:i udvalget\s)?\(([^()\n]{{1,80}})\)\s(?!stem)([^.\n]{{1,120}})",
        # "Et flertal bestående af A, B og F anbefaler …": without parentheses the verb ends the list
        rf"{_SHARE}(?:,|\s(?:i udvalget\s)?(?:på\s(\d{{1,3}})\s(?:medlemmer\s)?)?{_MADE_OF})\s([^\n]{{1,200}}?),?\s(?={_SHARE_DOES})([^.\n]{{1,120}})",
    )
)
DOES_AGAINST = re.compile(
    any_of(
        "stemmer i?mod|stemte i?mod",
        "kan ikke|kunne ikke",
        "anbefaler ikke",
        "er imod",
        # "indstiller sagen til afvisning"
        r"(?:indstille|anbefale)\w* [^.,\n]{0,60}?(?:afvis|afslag|forkast)",
    ),
    re.IGNORECASE,
)
DOES_FOR = re.compile(
    any_of(
        "anbefale",
        "indstille",
        "godkend",
        "tiltræd",
        "tiltrådt",
        "vedt",
        "beslutte",
        "stemte for",
        "stemmer for",
    ),
    re.IGNORECASE,
)
DOES_ABSTAIN = re.compile(
    any_of("undlader", "undlod", "tager forbehold", "tog forbehold", "afventer"), re.IGNORECASE
)
GROUP_SIZE = re.compile(r"(?:flertal|mindretal)(?:let|et)? på (\d{1,3})\b", re.IGNORECASE)
MAJORITY_FIRST = re.compile(r"(?:\w+\s)?flertal", re.IGNORECASE)
MAJORITY_SIDE = re.compile(
    r"\bflertal\w*\b[^.\n]{0,160}?\b(?:(?P<against>stemte i?mod|stemmer i?mod)|stemte for|stemmer for)",
    re.IGNORECASE,
)

_REFUSED = any_of("vedtaget", "godkendt")
LOST = re.compile(
    r"\b"
    + any_of(
        "fald(?:t|et)|falder", "forkastet", "nedstemt", "bortfald(?:t|et)", rf"ikke {_REFUSED}", "afvist"
    )
    + r"\b",
    re.IGNORECASE,
)
WON = re.compile(
    r"\b"
    + any_of(
        "vedtaget|vedtages|vedtog",
        "godkendte?|godkender|godkendes",
        "tiltrådte?|tiltræder",
        "anbefales|anbefaler",
        "besluttede",
        "udsatte?|udsætter|udsættes",
        "henvist|henviste",
        "oversendt",
        "til efterretning",
        r"(?:blev|er) (?:\w+ )?(?:gen)?valgt",
        "(?:udvalget|rådet|bestyrelsen) stemte for",
        "indstilles (?:til godkendelse|godkendt)",
    )
    + r"\b",
    re.IGNORECASE,
)
# "Ændringsforslaget faldt." before its vote is told
PROPOSAL_LOST = re.compile(
    r"\b\w*forslag\w*\b[^.\n]{0,160}\b(?:faldt|forkastet|nedstemt|ikke vedtaget|bortfaldt)[.:]?\s*$",
    re.IGNORECASE,
)
# "forkastet med 39 stemmer imod 5": the number before "imod" is the winning side's
REJECTED_WITH = re.compile(
    any_of(
        r"forkast\w+",
        r"stem(?:te?|mer)(?: [^.,\n]{1,60})? ned",
        r"nedstemt\w*",
        r"afvist\w*",
        "faldt",
        "ikke godkendt",
    )
    + r"(?:(?!godkend|vedtag|tiltr|indstilling| og )[^.,\n])*$",
    re.IGNORECASE,
)
# The result of the vote before: what stands after it is about the next one.
RESULT = re.compile(
    r"forslaget\b[^.\n]{0,80}\b(?:fald(?:t|et)|forkastet|vedtaget|bortfald(?:t|et)|godkendt)\b(?! med \d)[.\s]",
    re.IGNORECASE,
)

AMENDMENT = re.compile(r"ændringsforslag", re.IGNORECASE)
PROPOSER = re.compile(
    rf"({NAME}) \((\w{{1,4}})\)[^.\n]{{0,60}}(?:fremsatte|stillede|foreslog|fremsætter|stiller)"
)
POINT = re.compile(r"indstillingens (?:punkt|pkt\.?) (\d{1,2})", re.IGNORECASE)
RECOMMENDATION = re.compile(r"\bindstillingen\b", re.IGNORECASE)

COUNT = re.compile(r"\s*(\d{1,3})\b(?!\.)(?!\smedlem(?:mer)?\saf\b)")
COUNT_BEHIND = re.compile(r"\((\d{1,3})\)\s*$")
# "For: A (9), F (2)": how many of each party
COUNT_EACH = re.compile(r"\w\s?\((\d{1,2})\)")

# Where a clause, and a list of voters, ends.
CLAUSE_END = re.compile(r"(?<=[\w)\"”][a-zæøå)\"”\d])[.:;]\s|\b(?:idet|mens|og at)\s")
SEGMENT_END = re.compile(r"(?<!,)\n(?!\(|og\s)|\.(?=\s|$)")
INITIAL = re.compile(r"\b(?!Liste |Gruppe |Parti )[A-ZÆØÅ][a-zæøåé]+ [A-ZÆØÅ]\.$")
CUT_NAME = re.compile(r"(?:,|\bog)\s[A-ZÆØÅ][\w'’-]+$")
# "Der var 2, der stemte imod" names nobody; "O og D, der stemte imod" does.
NAMES_NOBODY = re.compile(r"\d\s*$|\bder\s*$")
WHO = re.compile(r",\s(?:der|som)\s$")
