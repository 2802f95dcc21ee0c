"""Word rules: pure Python, no Django, the same for indexing, queries, highlighting and addresses."""
