"""The search index: what is written when an item is published, and read by every search."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Committee, Municipality
from apps.parsing.records import OutcomeCode

# Of the sort key: what tells the items of a meeting apart, and the meetings of a day.
SLOT_BITS = 8
MEETING_BITS = 6

# Codes are only ever added at the end.
OUTCOME_BITS = {code.value: 1 << n for n, code in enumerate(OutcomeCode)}


def sort_key(held_on: dt.date, meeting_id: int, position: int) -> int:
    """A number that is larger the later the day and, within a meeting, the earlier the item.

    day << 14 | meeting << 8 | item. Two of some forty meetings on a day may share a number; order among equals
    then goes by key.
    """
    meeting = meeting_id % (1 << MEETING_BITS)
    slot = (1 << SLOT_BITS) - 1 - min(position, (1 << SLOT_BITS) - 1)
    return (((held_on.toordinal() << MEETING_BITS) | meeting) << SLOT_BITS) | slot


class IndexedNumber(models.Model):
    """A journal number that an entry has or had, in its canonical form. Rows are only ever added."""

    text = models.TextField(unique=True)

    class Meta:
        verbose_name = "journalnummer i søgningen"
        verbose_name_plural = "journalnumre i søgningen"

    def __str__(self) -> str:
        return self.text


class SearchEntry(models.Model):
    """What the search needs of one published item; written by `indexing` alone.

    `words` knows the lexemes of the item, and where they stand among its first `vectors.LONGEST_PART` words.
    """

    item = models.OneToOneField(
        AgendaItem, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField()
    # Date order with room for what arrives late, see the function.
    sort_key = models.BigIntegerField()
    topic = models.TextField(blank=True)
    number = models.ForeignKey(IndexedNumber, on_delete=models.PROTECT, null=True, related_name="+")
    # A bit for each outcome code, in the order of `OutcomeCode`.
    outcomes = models.PositiveIntegerField(default=0)
    has_vote = models.BooleanField(default=False)
    # Of the word rules that wrote `words`: entries of an older one answer until they are written anew.
    analyser_version = models.PositiveSmallIntegerField()
    words = SearchVectorField()

    class Meta:
        verbose_name = "søgepost"
        verbose_name_plural = "søgeposter"
        indexes = [
            # For the words of a query.
            GinIndex(fields=("words",), name="search_entry_words"),
            # For `reindex`: what an older version wrote.
            models.Index(fields=("analyser_version",), name="search_entry_version"),
        ]

    def __str__(self) -> str:
        return str(self.item_id)


class SearchContinuation(models.Model):
    """The places of words further on in a long text: a tsvector counts to 16,383 and holds 1 MB."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="+")
    part = models.PositiveIntegerField()
    words = SearchVectorField()

    class Meta:
        verbose_name = "fortsat søgepost"
        verbose_name_plural = "fortsatte søgeposter"
        constraints = [models.UniqueConstraint(fields=("item", "part"), name="search_continuation_once")]
        # For the words of a query.
        indexes = [GinIndex(fields=("words",), name="search_continuation_words")]

    def __str__(self) -> str:
        return f"{self.item_id}, del {self.part}"


class IndexState(models.Model):
    """One row: the version of the whole index, a number that every change replaces by one never used before."""

    version = models.BigIntegerField()
    # The version that this one took the place of; 0 for none.
    before = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "søgeindeksets tilstand"
        verbose_name_plural = "søgeindeksets tilstand"

    def __str__(self) -> str:
        return str(self.version)


class Lexeme(models.Model):
    """How many entries hold a lexeme: how much it says about those that do."""

    lexeme = models.TextField(primary_key=True)
    frequency = models.IntegerField()

    class Meta:
        verbose_name = "leksem"
        verbose_name_plural = "leksemer"
        # No index has the frequency in it: every document changes thousands of rows, which is cheap only then.

    def __str__(self) -> str:
        return self.lexeme


class Word(models.Model):
    """A word as the archive's documents spell it: what a misspelt one is corrected to. No row is ever changed."""

    form = models.TextField(unique=True)
    spelled = models.TextField()
    skeleton = models.TextField()
    stem = models.TextField()
    lexemes = ArrayField(models.TextField())

    class Meta:
        verbose_name = "ord"
        verbose_name_plural = "ord"
        indexes = [
            # For words written without dots and rings: Malov.
            models.Index(fields=("skeleton",), name="search_word_skeleton"),
            # For other derivations of the same stem.
            models.Index(fields=("stem",), name="search_word_stem"),
            # For taking away the words of what is no longer published.
            GinIndex(fields=("lexemes",), name="search_word_lexemes"),
        ]

    def __str__(self) -> str:
        return self.spelled


class SynonymGroup(models.Model):
    """Words that staff want found for each other, beside those of `language/data/synonyms.txt`."""

    words = models.TextField(
        "ord", help_text="Ord, der skal findes for hinanden, med komma imellem: plejehjem, plejecenter"
    )
    reason = models.TextField("begrundelse", help_text="Hvorfor ordene betyder det samme for borgerne")

    class Meta:
        verbose_name = "synonymer"
        verbose_name_plural = "synonymer"

    def __str__(self) -> str:
        return self.words
