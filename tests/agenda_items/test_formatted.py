"""Formatting is shown while it says the same as the text."""

import html

from apps.agenda_items.formatted import digest_of, formatted_section, with_marked_text
from apps.agenda_items.models import Section


def section(text: str, markup: str, *, of: str | None = None) -> Section:
    return Section(text=text, html=markup, html_of=digest_of(text if of is None else of))


def test_markup_is_shown_while_it_says_the_same_as_the_text() -> None:
    assert formatted_section(section("Ny skole", "<p>Ny <strong>skole</strong></p>")) == (
        "<p>Ny <strong>skole</strong></p>"
    )


def test_markup_of_another_text_is_not_shown() -> None:
    assert formatted_section(section("Ny skole til 4 mio. kr.", "<p>Ny skole</p>", of="Ny skole")) == ""


def test_a_section_without_markup_has_none() -> None:
    assert formatted_section(Section(text="Ny skole")) == ""


def test_headings_become_one_outline_below_the_sections_own() -> None:
    shown = formatted_section(section("A\n\nB\n\nC", "<h5>A</h5><h6>B</h6><h5>C</h5>"))
    assert shown == "<h3>A</h3><h4>B</h4><h3>C</h3>"


def test_a_table_can_be_scrolled_by_keyboard() -> None:
    shown = formatted_section(section("1\t2", "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"))
    assert 'tabindex="0"' in shown
    assert shown.count("<div") == shown.count("</div>") == 1


def test_words_are_marked_in_the_text_and_never_inside_a_tag() -> None:
    markup = '<p>Et <a href="https://eksempel.dk/?q=skole>1">skole</a> &lt;b&gt; &amp; skole</p>'
    marked = with_marked_text(markup, lambda text: html.escape(text).replace("skole", "<mark>skole</mark>"))
    assert marked == (
        '<p>Et <a href="https://eksempel.dk/?q=skole>1"><mark>skole</mark></a>'
        " &lt;b&gt; &amp; <mark>skole</mark></p>"
    )
