"""What the search needs of the machine, asked before anything runs."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from apps.language.lexicon import LexiconMissingError, open_lexicon


def lexicon_is_there(**kwargs: Any) -> Sequence[CheckMessage]:
    """Without the dictionary no text can be indexed and no word looked up."""
    try:
        open_lexicon()
    except LexiconMissingError as error:
        return [Error(str(error), id="search.E001")]
    return []
