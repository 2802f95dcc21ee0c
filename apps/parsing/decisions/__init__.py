"""Reading a decision (beslutning): what was decided about an item or its points (`outcomes`), and how it is found."""

from apps.parsing.decisions.outcomes import read_decision

__all__ = ["read_decision"]
