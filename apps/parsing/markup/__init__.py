"""Formatting that carries meaning: any HTML in, clean HTML and lines of text out (`cleaning`)."""
