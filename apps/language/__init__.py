"""Word rules: pure Python, no Django, the same for indexing, queries, highlighting and addresses."""

from apps.language.analysis import analyse

__all__ = ["analyse"]
