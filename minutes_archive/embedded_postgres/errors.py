"""What the embedded server can answer with."""


class EmbeddedPostgresError(Exception):
    """The server cannot be made, started or reached here. The message is Danish and names the remedy."""
