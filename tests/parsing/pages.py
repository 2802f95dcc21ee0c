"""Minutes that were read from text, written out as web pages of several systems."""

import re
from collections.abc import Callable, Sequence
from html import escape

from apps.parsing.records import ParsedItem, ParsedMeeting, Section

_NUMBER = re.compile(r"(\d{1,2})[.)]\s+")


def plain_page(meeting: ParsedMeeting) -> str:
    """Items as h2, sections as h3, one paragraph or list after the other."""
    parts = [f"<h1>{escape(meeting.committee or '')}</h1>", *_head(meeting)]
    for item in meeting.items:
        parts += [f"<h2>{_title(item)}</h2>", *_item(item, heading="<h3>{}</h3>")]
    return _page(meeting, "\n".join(parts))


def accordion_page(meeting: ParsedMeeting) -> str:
    """The accordion of an OS2Web page, closed, with the site around it."""
    parts = [
        '<main><article><h1 class="page-title">Dagsordener og referater</h1><div class="meeting-head">',
        *_head(meeting),
        '</div><div class="accordion">',
    ]
    for n, item in enumerate(meeting.items):
        content = "".join(
            _item(item, heading='<h3 class="field__label">{}</h3><div class="field__item">', end="</div>")
        )
        parts.append(
            f'<div class="accordion__heading"><h2><button aria-controls="p{n}" aria-expanded="false">'
            f'<span class="accordion__heading__title">{_title(item)}</span></button></h2></div>'
            f'<div class="panel" id="p{n}" aria-hidden="true" style="display: none"><div>{content}</div></div>'
        )
    parts.append("</div></article></main>")
    around = "<header><nav><ul><li><a href='/'>Forside</a></li><li>Borger</li></ul></nav></header>{}<footer><p>Rådhuset, 1234 Strandby</p></footer>"
    return _page(meeting, around.format("\n".join(parts)))


def messy_page(meeting: ParsedMeeting) -> str:
    """No heading at all: divs in divs, bold words, empty spans, breaks, menus before and after, a form around it all."""
    menu = '<div role="navigation"><div><a href="/">Forside</a> <a href="/politik">Politik</a></div></div>'
    parts = [f'<form id="aspnetForm"><input type="hidden">{menu}<div><div class="w1"><div class="w2">']
    parts += [
        part.replace("<p>", '<div><span lang="DA">').replace("</p>", "<o:p></o:p></span></div>")
        for part in _head(meeting)
    ]
    for item in meeting.items:
        parts.append(
            f'<div class="x7"><div><font size="4"><b>{_title(item)}</b></font></div><div>&nbsp;</div>'
        )
        for part in _item(item, heading="<p><b><span>{}</span></b></p>"):
            parts.append(
                part.replace("<p>", '<div class="MsoNormal"><span>').replace(
                    "</p>", "</span></div><p>&nbsp;</p>"
                )
            )
        parts.append("</div>")
    parts.append(
        "</div></div></div><script>var a = '<h2>Punkt 99 Nej</h2>';</script><!-- <h2>Punkt 98</h2> --></form>"
    )
    return _page(meeting, "".join(parts))


WRITERS: Sequence[Callable[[ParsedMeeting], str]] = (plain_page, accordion_page, messy_page)


def _page(meeting: ParsedMeeting, body: str) -> str:
    link = f'<link rel="canonical" href="{escape(meeting.source_url)}">' if meeting.source_url else ""
    return (
        f'<!DOCTYPE html>\n<html lang="da"><head><meta charset="utf-8"><title>Møde</title>{link}'
        f"<style>p {{ margin: 0 }}</style></head><body>\n{body}\n</body></html>\n"
    )


def _head(meeting: ParsedMeeting) -> list[str]:
    """The lines before the first item, a paragraph each; the table of contents as one of its lines for each item."""
    first = meeting.items[0].first_line
    texts = [text for text in meeting.source_lines[: first - 1] if text]
    return [f"<p>{escape(text)}</p>" for text in texts]


def _title(item: ParsedItem) -> str:
    number = "" if item.number.startswith("u") else f"Punkt {item.number}: "
    return escape(number + item.title)


def _item(item: ParsedItem, *, heading: str, end: str = "") -> list[str]:
    parts = [f"<p>{item.journal_number}</p>"] if item.journal_number else []
    for section in item.sections:
        shown = heading.format(escape(section.heading)) if section.heading else ""
        parts += [f"{shown}{_text(section)}{end if section.heading else ''}"]
    if item.absent:
        parts.append(f"<p>Afbud {escape(', '.join(item.absent))}</p>")
    return parts


def _text(section: Section) -> str:
    return "".join(_paragraph(paragraph.split("\n")) for paragraph in section.text.split("\n\n"))


def _paragraph(entries: list[str]) -> str:
    numbers = [_NUMBER.match(entry) for entry in entries]
    if entries != [""] and all(numbers):
        shown = [
            f'<li value="{number[1]}">{escape(entry[number.end() :])}</li>'
            for number, entry in zip(numbers, entries, strict=True)
            if number
        ]
        return f"<ol>{''.join(shown)}</ol>"
    if all(entry.startswith("- ") for entry in entries):
        return f"<ul>{''.join(f'<li>{escape(entry[2:])}</li>' for entry in entries)}</ul>"
    if any("\t" in entry for entry in entries):
        rows = ["".join(f"<td>{escape(cell)}</td>" for cell in entry.split("\t")) for entry in entries]
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return f"<p>{'<br>'.join(map(escape, entries))}</p>"
