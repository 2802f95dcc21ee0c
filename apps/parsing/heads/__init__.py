"""What stands around the items: the head of a meeting, and what is repeated on every page."""
