"""Items as an Atom feed (RFC 4287)."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join

from apps.agenda_items.final_body import final_body
from apps.agenda_items.models import AgendaItem
from apps.agenda_items.templatetags.outcomes import outcome_words
from apps.agenda_items.templatetags.reading import shortened
from apps.exports.changes import published_at, updated_at
from apps.exports.site import absolute, tag

MOST_ENTRIES = 50
CONTENT_TYPE = "application/atom+xml; charset=utf-8"

_AUTHOR = "Beslutningsarkivet"
_LONGEST_DECISION = 2_000
# Feeds must say when they changed; one that never had an entry did so before the web.
_NEVER = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
# Signs that XML 1.0 has no way to write (section 2.2); documents hold form feeds and the like.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed is of: its lasting name, its title, and the paths of its page and of itself."""

    name: str
    title: str
    page: str
    path: str


class _Writer(Atom1Feed):
    """Says of an empty feed that nothing has changed, not that it changed just now."""

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else _NEVER


def atom_of(feed: Feed, items: Sequence[AgendaItem]) -> str:
    """The feed's XML, an entry per item in their order. Items as `for_list` reads them; two queries."""
    writer = _Writer(
        title=_xml_text(feed.title),
        link=absolute(feed.page),
        description=None,
        language="da",
        author_name=_AUTHOR,
        feed_url=absolute(feed.path),
        feed_guid=tag(feed.name),
    )
    updated = updated_at(items)
    for item in items:
        writer.add_item(
            title=_xml_text(f"{item.meeting.committee}: {item.title}"),
            link=absolute(item.get_absolute_url()),
            description=_xml_text(_summary(item)),
            pubdate=published_at(item),
            updateddate=updated[item.pk],
            # The address follows a committee's name; the key does not.
            unique_id=tag(f"punkt/{item.pk}"),
        )
    return writer.writeString("utf-8")


def _summary(item: AgendaItem) -> str:
    """Outcome, decision, and who decides in the end, as HTML; of a closed item what its page tells."""
    decision = shortened(item.decision_text, _LONGEST_DECISION)
    last_word = "" if item.is_closed else final_body(item)
    return format_html(
        "<p><strong>{}</strong></p>{}{}",
        outcome_words(item),
        format_html_join("", "<p>{}</p>", ((line,) for line in decision.splitlines() if line.strip())),
        format_html("<p>Den endelige beslutning træffes af: {}</p>", last_word) if last_word else "",
    )


def _xml_text(text: str) -> str:
    return _NOT_XML.sub("", text)
