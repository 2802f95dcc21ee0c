"""What kind of file bytes are: by what they begin with, never by what the file is called."""

_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"\xd0\xcf\x11\xe0": "application/x-ole-storage",
    b"PK\x03\x04": "application/zip",
}
UNKNOWN = "application/octet-stream"


def media_type_of(content: bytes) -> str:
    """The media type; UNKNOWN for what a browser is not to be told about (HTML and SVG among them)."""
    known = (kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning))
    return next(known, UNKNOWN)
