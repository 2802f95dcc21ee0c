"""ABOUT: the topic that a journal number gives an item."""
