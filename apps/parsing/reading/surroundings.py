"""What stands around the minutes on a web page, and what nobody sees of them: menus, notices, offers to share, words for screen readers."""

import re
from collections.abc import Callable

from bs4 import Tag

from apps.parsing.headings import read_heading

_READERS_ONLY = re.compile(
    r"(?i)(?:^|[_-])(?:sr-only|sronly|visually-?hidden|screen-?reader(?:-text|-only)?|element-invisible|skip-?(?:link|to-content|nav)?|show-for-sr|a11y-hidden)(?:$|[_-])"
)
_AROUND = re.compile(
    r"(?i)(?:^|[_-])(?:(?:cookie|consent|cookiebot)\w*|\w*cookie\w*|breadcrumbs?|brødkrummer?|menu|topmenu|mainmenu|submenu|sidemenu|venstremenu|navigation|navbar|topbar|navigator|(?:social-?)?shar(?:e|ing)\w*|"
    r"social(?:-?media|-?links)?|del-?siden|addthis\w*|pager|pagination|prev-?next|related\w*|relaterede|feedback|footer|bund|sitefooter|sidebar|searchbox|search-?form|newsletter|print-?link|backtotop|back-to-top|"
    r"til-?toppen|toolbox|toolbar|sidefod|sidehoved|readspeaker\w*|last-?updated|updated|print-logo|print-site_name|print-source_url)(?:$|[_-])"
)


def without_surroundings(body: Tag, holds_minutes: Callable[[Tag], bool]) -> None:
    """Take out what the names of classes and ids say stands around the text, unless `holds_minutes` says that some stands in it.

    Linear in the size of the page for a bounded depth.
    """
    for tag in body.find_all(_is_for_readers):
        if not tag.decomposed and read_heading(" ".join(tag.get_text(" ").split())) is None:
            tag.extract()
    for tag in body.find_all(_is_around):
        if not holds_minutes(tag):
            tag.extract()


def _names(tag: Tag) -> list[str]:
    return [str(name) for name in (*tag.get_attribute_list("class"), tag.get("id")) if name]


def _is_for_readers(tag: Tag) -> bool:
    return tag.name not in {"body", "html", "main"} and any(
        _READERS_ONLY.search(name) for name in tag.get_attribute_list("class") if name
    )


def _is_around(tag: Tag) -> bool:
    return tag.name not in {"body", "html", "main", "article", "h1"} and any(
        len(name) <= 60 and _AROUND.search(name) for name in _names(tag)
    )
