"""PAPERS: the attachments (bilag) of agenda items."""
