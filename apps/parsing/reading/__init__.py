"""Bytes of one format in, numbered lines out."""
