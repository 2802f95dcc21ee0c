"""The one error that reading and parsing raise."""


class ParsingError(Exception):
    """A document that cannot be understood, told in Danish to the person who brought it.

    `message` says what is wrong and what to do about it; `line` is the source line (1-based) it is about,
    or None where it concerns the whole document. `str()` of the error gives both: "linje 3: …".
    """

    def __init__(self, message: str, *, line: int | None = None) -> None:
        self.message = message
        self.line = line
        super().__init__(f"linje {line}: {message}" if line is not None else message)
