"""Reading a decision (beslutning): what was decided about an item or its points, and how it is found.

`outcomes.read_decision` is the door. A text goes `own_text` (which body's), `plain_text` (set plainly), `points` (split),
`parts` with `amendments` and `members` (whose words), `words` and `remarks` (what they say). The wordings themselves are
lists: `strong_words`, `weak_words`, `remarks`, and for votes `apps.parsing.vote_patterns`; `phrases` holds their pieces.
"""

from apps.parsing.decisions.outcomes import read_decision

__all__ = ["read_decision"]
