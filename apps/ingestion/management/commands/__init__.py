"""Import, parse, and parse again."""
