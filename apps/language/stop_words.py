"""Words that are in nearly every text and say nothing of what it is about, and those that only make a query a question."""

from apps.language.folding import fold

# After the Danish list of the Snowball project, and what minutes are full of besides.
_WORDS = """
ad af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din disse dit dog du efter eller
en end er et for fordi fra få får før gør ham han hans har havde have hende hendes her hos hun hvad hver hvilke
hvilken hvilket hvis hvor hvordan hvorfor hvornår i igen ikke ind ingen jeg jer jo kan kun kunne man med
meget mellem men mens mig min mine mit mod må måtte ned noget nogle nu når og også om op os over på
samt selv sig sin sine sit skal skulle som sådan thi til ud under var ved vi vil ville vor vores været være å
"""
# Not "imod": who voted against is what is asked. Not "have", "mangler" or "giver", which are things as well.
_OF_QUESTIONS = """
hvem hvoraf hvorfra hvorhen hvori hvorimod hvormed hvorom hvorledes hvorvidt hvorved hvortil hvorpå hvorefter mon
mange meget lidt nogen nogensinde noget denne dette disse sådanne hvilkensomhelst måske altid aldrig egentlig
er var bliver blev blevet har haft havde kan kunne skal skulle vil ville må måtte bør burde
sker skete sket ske findes fandtes drejer handler handlede omhandler vedrører vedrørende angående gælder gjaldt
gør gjorde gjort gøre siger sagde sagt sige mener mente synes syntes kommer kom går gik står stod ligger lå
fik fået fortæl vis find søg finde vide ved
"""

STOP_WORDS: frozenset[str] = frozenset(fold(_WORDS).split())
QUESTION_WORDS: frozenset[str] = frozenset(fold(_OF_QUESTIONS).split())
