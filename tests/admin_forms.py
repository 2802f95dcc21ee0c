"""Sends the admin's forms as a browser does: every field as it stands on the page, with line ends as CR LF."""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

Fields = dict[str, list[str]]


def fields_of(html: str) -> Fields:
    """What a browser would send of the page's main form if nobody touched it; buttons and files apart."""
    soup = BeautifulSoup(html, "lxml")
    form = soup.select_one("#content form")
    assert form is not None, soup.get_text()
    fields: Fields = {}
    for box in form.select("input, textarea, select"):
        name = str(box.get("name") or "")
        if name and not box.has_attr("disabled"):
            fields.setdefault(name, []).extend(_values(box))
    return fields


def _values(box: Tag) -> list[str]:
    if box.name == "textarea":
        # A browser drops the first line end of a box and sends the others as CR LF.
        text = box.get_text()
        return [(text[1:] if text.startswith("\n") else text).replace("\n", "\r\n")]
    if box.name == "select":
        chosen = box.select("option[selected]") or box.select("option")[:1]
        return [str(option.get("value", option.get_text())) for option in chosen]
    kind = str(box.get("type", "text"))
    if kind in ("checkbox", "radio"):
        return [str(box.get("value", "on"))] if box.has_attr("checked") else []
    return [] if kind in ("submit", "button", "file", "image") else [str(box.get("value", ""))]


def save(client: Client, address: str, changes: Mapping[str, Any]) -> None:
    """Open a form, change some fields and send it. Fails where the form is refused."""
    fields = fields_of(client.get(address).content.decode())
    for name, value in changes.items():
        fields[name] = value if isinstance(value, list) else [value]
    response = client.post(address, fields)
    errors = BeautifulSoup(response.content, "lxml").select(".errornote, .errorlist")
    assert response.status_code == 302, [error.get_text(" ", strip=True) for error in errors]


def prefix_of(client: Client, address: str, field: str, value: str) -> str:
    """The prefix (`recommendations-1`) of the inline row whose `field` holds `value`."""
    fields = fields_of(client.get(address).content.decode())
    found = [name for name, values in fields.items() if name.endswith(f"-{field}") and value in values]
    assert found, sorted(fields)
    return found[0].removesuffix(f"-{field}")
