"""Where the files of an export lie: the path that its XML gives, made safe and the same on every system."""

import re

_LONGEST = 500
# A drive, a scheme or a server is no place inside the export.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\|/|\\|~")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def path_in_export(text: str | None) -> str | None:
    """The path relative to the export's folder, with "/" between its parts; None where it points elsewhere."""
    text = (text or "").strip()
    if not text or len(text) > _LONGEST or _ELSEWHERE.match(text) or _CONTROL.search(text):
        return None
    parts = [part for part in text.replace("\\", "/").split("/") if part not in {"", "."}]
    return "/".join(parts) if parts and ".." not in parts else None
