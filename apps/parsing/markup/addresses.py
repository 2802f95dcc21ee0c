"""Where a link leads: out of the page, to a document, or nowhere that counts."""

import re

_OUTSIDE = re.compile(r"(?i)(?:https?://[^\s/?#\\\"<>]+[^\s\\\"<>]*|mailto:[^\s\\\"<>]+@[^\s\\\"<>]+)")
_ENDING = re.compile(r"(?i)[^?#]+\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf)(?:[?#].*)?")
_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*:")
_FOREIGN = re.compile(r"[\s\\\"<>]")
_LONGEST = 2_000


def address_of_link(text: str) -> str:
    """The address of a link that leads out of the page by http, https or mail, or to a document; "" for any other."""
    text = text.strip()
    is_known = len(text) <= _LONGEST and (leads_out(text) or leads_to_document(text))
    return text if is_known else ""


def leads_out(address: str) -> bool:
    """Whether an address says by itself where it leads, so that a reader can follow it from anywhere."""
    return _OUTSIDE.fullmatch(address) is not None


def is_web_address(address: str) -> bool:
    """Whether an address may become a link on a page: a document could state `javascript:` just as well."""
    return address.lower().startswith(("https://", "http://"))


def leads_to_document(address: str) -> bool:
    """Whether an address, whole or relative to its page, is a file's or that of a paper rather than a page's."""
    if not address or len(address) > _LONGEST or _FOREIGN.search(address):
        return False
    if _SCHEME.match(address) and not is_web_address(address):
        return False
    return "/bilag/" in address.lower() or _ENDING.fullmatch(address) is not None
