"""Web pages and XML that try to stop, fill or mislead the reader, and pages with scripts in disguise."""

from collections.abc import Callable

_PAGE = "<!DOCTYPE html><html><head><title>Referat</title></head><body>{}</body></html>"
ACCORDION = """<h1>Havneudvalget</h1><p>Tirsdag den 6. maj 2025 - kl. 15:00</p>
<div class="accordion"><div class="accordion__heading"><h2 class="accordion__heading__title">Punkt 1 Havnebad</h2></div>
<div class="panel"><h3>Sagsfremstilling</h3>{}<h3>Beslutning</h3><p>Godkendt.</p></div></div>"""


def _page(body: str) -> bytes:
    return _PAGE.format(body).encode()


def deep_tags() -> bytes:
    return _page("<div>" * 50_000 + "Punkt 1 Havnebad" + "</div>" * 50_000)


def deep_unclosed_formatting() -> bytes:
    return _page("<b><i><p>" * 20_000 + "Punkt 1")


def deep_tags_in_an_item() -> bytes:
    return _page(ACCORDION.format("<blockquote>" * 50_000 + "Tekst" + "</blockquote>" * 50_000))


def deep_lists() -> bytes:
    return _page(ACCORDION.format("<ul><li>" * 50_000))


def deep_tables() -> bytes:
    return _page(ACCORDION.format("<table><tr><td>" * 20_000 + "x"))


def deep_tags_behind_a_comment() -> bytes:
    """Browsers end a comment at "--!>" too."""
    return _page(ACCORDION.format("<!-- x --!>" + "<div>" * 50_000 + "Tekst"))


def deep_tags_behind_a_script() -> bytes:
    return _page(ACCORDION.format('<script>x = "<!--"</script>' + "<div>" * 50_000 + "Tekst"))


def deep_tags_in_an_attribute_that_is_none() -> bytes:
    return _page(ACCORDION.format('<style><p a="</style>' + "<div>" * 50_000 + '">Tekst'))


def tables_out_of_order() -> bytes:
    return _page("<table><tr><table><td></tr><tr></table><tr><p><td></p>" * 20_000)


def attribute_of_ten_million() -> bytes:
    return _page(ACCORDION.format('<p title="' + "a" * 10_000_000 + '">Tekst</p>'))


def ten_million_openings() -> bytes:
    return b"<html>" + b"<" * 10_000_000


def two_million_comments() -> bytes:
    return b"<html><body>" + b"<!--" * 2_500_000


def many_attributes() -> bytes:
    return _page("<p " + " ".join(f"a{k}='1'" for k in range(200_000)) + ">Punkt 1</p>")


def many_entries() -> bytes:
    return _page(ACCORDION.format("<ul>" + "<li>x</li>" * 1_000_000 + "</ul>"))


def many_entities() -> bytes:
    return _page(ACCORDION.format("<p>" + "&amp;&#x41;&NotEqualTilde;" * 300_000 + "</p>"))


def one_endless_word() -> bytes:
    return _page("<p>" + "a" * 15_000_000 + "</p>")


def endless_comment() -> bytes:
    return b"<html><body><!--" + b"-" * 5_000_000


def endless_tag() -> bytes:
    return b"<html><body><p " + b"<" * 3_000_000


def endless_doctype() -> bytes:
    return b"<!DOCTYPE " + b"html [" * 500_000


def with_nuls() -> bytes:
    return _page("<p>Punkt\0 1 \0Havnebad</p>" * 100)


def no_minutes() -> bytes:
    return _page("<h1>Velkommen</h1><p>Her er ingen referater.</p>")


def only_scripts() -> bytes:
    return _page("<script>location='https://example.org'</script>" * 1000)


def utf_16_without_a_mark() -> bytes:
    return _PAGE.format("<p>Punkt 1</p>").encode("utf-16-le")


def utf_7() -> bytes:
    return b'<html><meta charset="utf-7"><body>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</body></html>'


PAGES: tuple[Callable[[], bytes], ...] = (
    deep_tags,
    deep_unclosed_formatting,
    deep_tags_in_an_item,
    deep_lists,
    deep_tables,
    deep_tags_behind_a_comment,
    deep_tags_behind_a_script,
    deep_tags_in_an_attribute_that_is_none,
    tables_out_of_order,
    attribute_of_ten_million,
    ten_million_openings,
    two_million_comments,
    many_attributes,
    many_entries,
    many_entities,
    one_endless_word,
    endless_comment,
    endless_tag,
    endless_doctype,
    no_minutes,
    only_scripts,
    utf_16_without_a_mark,
    utf_7,
)

# Markup that some cleaners turn into a running script; from the literature on mutation XSS.
SCRIPTS_IN_DISGUISE = (
    "<img src=x onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='java&#x09;script:alert(1)'>Læs</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>Læs</a>",
    "<a href=' &#14; javascript:alert(1)'>Læs</a>",
    "<p style='background:url(javascript:alert(1))'>Tekst</p>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<details open ontoggle=alert(1)>Tekst</details>",
    "<xmp><p title='</xmp><script>alert(1)</script>'>",
    "<table><td><script>alert(1)</script></td></table>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<svg><foreignObject><p><svg></p><style><a title='</style><img src onerror=alert(1)>'>",
    "<svg><desc><table><desc></svg><img src onerror=alert(1)>",
    '<math><annotation-xml encoding="text/html"><style></annotation-xml><img src onerror=alert(1)>',
    "<noscript><style></noscript><img src=x onerror=alert(1)></style>",
    "<template><style></template><img src onerror=alert(1)>",
    "<select><noscript></select></noscript><img src onerror=alert(1)>",
    "<![CDATA[><img src onerror=alert(1)>]]>",
    "<?xml ><img src onerror=alert(1)>?>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    '<ol type="1&quot; onload=&quot;a"><li value=\'1"onload="a\'>x</ol>',
    "<base href='javascript:alert(1)//'><a href='x'>Læs</a>",
)


def page_with(markup: str) -> bytes:
    """A readable page of minutes with it in the text of its item."""
    return _page(ACCORDION.format(markup))


_DECLARED = '<?xml version="1.0" encoding="utf-8"?>\n'
_AGENDA = """<Publication PublicationTypeAsValue="3"><Agendas><Agenda><Meeting><When>2025-05-06T15:00:00</When></Meeting>
<Committee><Name>Havneudvalget</Name></Committee><Items><Item><Number>1</Number><Caption>{}</Caption>
<IsPublic>true</IsPublic></Item></Items></Agenda></Agendas></Publication>"""


def with_a_dtd() -> bytes:
    return (
        f'{_DECLARED}<!DOCTYPE Publication SYSTEM "https://example.org/x.dtd">{_AGENDA.format("x")}'.encode()
    )


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 12))
    return f'{_DECLARED}<!DOCTYPE Publication [<!ENTITY l0 "lol">{levels}]>{_AGENDA.format("&l11;")}'.encode()


def one_long_entity_many_times() -> bytes:
    entity = f'<!ENTITY a "{"a" * 100_000}">'
    return f"{_DECLARED}<!DOCTYPE Publication [{entity}]>{_AGENDA.format('&a;' * 100_000)}".encode()


def external_entity() -> bytes:
    entity = '<!ENTITY fil SYSTEM "file:///etc/passwd">'
    return f"{_DECLARED}<!DOCTYPE Publication [{entity}]>{_AGENDA.format('&fil;')}".encode()


def external_parameter_entity() -> bytes:
    entity = '<!ENTITY % ud SYSTEM "http://127.0.0.1:9/x.dtd"> %ud;'
    return f"{_DECLARED}<!DOCTYPE Meeting [{entity}]><Meeting/>".encode()


def included_file() -> bytes:
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    )
    return f"{_DECLARED}<feed>{include}</feed>".encode()


def with_a_dtd_in_utf_16() -> bytes:
    return external_entity().decode().encode("utf-16")


def with_a_dtd_in_utf_16_without_a_mark() -> bytes:
    return external_entity().decode().encode("utf-16-le")


def with_a_dtd_in_utf_32() -> bytes:
    return external_entity().decode().encode("utf-32")


def with_a_dtd_in_utf_7() -> bytes:
    doctype = '<!DOCTYPE Publication [<!ENTITY fil SYSTEM "file:///etc/passwd">]>'
    return b'<?xml version="1.0" encoding="utf-7"?>' + f"{doctype}{_AGENDA.format('&fil;')}".encode("utf-7")


def with_a_dtd_far_below() -> bytes:
    return external_entity().replace(
        b"<!DOCTYPE", b"<!--" + b"x" * 9_000 + b"-->" + b" " * 9_000 + b"<!DOCTYPE"
    )


def entity_made_by_an_entity() -> bytes:
    entities = "<!ENTITY % a \"<!ENTITY fil SYSTEM 'file:///etc/passwd'>\"> %a;"
    return f"{_DECLARED}<!DOCTYPE Publication [{entities}]>{_AGENDA.format('&fil;')}".encode()


def million_instructions() -> bytes:
    return f"{_DECLARED}{'<?x y?>' * 1_000_000}<Meeting/>".encode()


def endless_element_name() -> bytes:
    return f"{_DECLARED}<{'x' * 15_000_000}/>".encode()


def two_documents_in_one() -> bytes:
    return f"{_DECLARED}{_AGENDA.format('x')}<Publication/>".encode()


def deep_elements() -> bytes:
    return f"{_DECLARED}<Meeting>{'<a>' * 100_000}".encode()


def many_elements() -> bytes:
    return f"{_DECLARED}<Meeting>{'<a/>' * 3_000_000}</Meeting>".encode()


def many_xml_attributes() -> bytes:
    attributes = " ".join(f"a{k}='1'" for k in range(300_000))
    return f"{_DECLARED}<Meeting {attributes}/>".encode()


def many_namespaces() -> bytes:
    names = " ".join(f'xmlns:n{k}="urn:{k}"' for k in range(100_000))
    return f"{_DECLARED}<Meeting {names}/>".encode()


def unclosed() -> bytes:
    return f"{_DECLARED}{_AGENDA[:200]}".encode()


def of_another_system() -> bytes:
    return f"{_DECLARED}<rss version='2.0'><channel><title>Nyheder</title></channel></rss>".encode()


def export_without_items() -> bytes:
    return f"{_DECLARED}<Publication><Agendas/></Publication>".encode()


def wrongly_declared() -> bytes:
    return b'<?xml version="1.0" encoding="utf-16"?><Meeting/>'


def in_utf_32() -> bytes:
    return f"\ufeff{_DECLARED}<Meeting/>".encode("utf-32-le")


def in_ebcdic() -> bytes:
    return '<?xml version="1.0" encoding="cp037"?><Meeting/>'.encode("cp037")


def unknown_encoding() -> bytes:
    return b'<?xml version="1.0" encoding="x-hemmelig"?><Meeting/>'


def huge_character_references() -> bytes:
    return f"{_DECLARED}<Meeting>{'&#99999999999999999999;' * 50_000}</Meeting>".encode()


def item_with_deep_markup() -> bytes:
    return f"{_DECLARED}{_AGENDA.format('&lt;div&gt;' * 50_000)}".encode()


def item_with_an_endless_number() -> bytes:
    return f"{_DECLARED}{_AGENDA.format('Sag &amp;#' + '9' * 5_000 + ';')}".encode()


def item_with_half_escaped_tags() -> bytes:
    return f"{_DECLARED}{_AGENDA.format('&amp;lt;a ' * 500_000)}".encode()


XML: tuple[Callable[[], bytes], ...] = (
    with_a_dtd,
    entity_bomb,
    one_long_entity_many_times,
    external_entity,
    external_parameter_entity,
    included_file,
    deep_elements,
    many_elements,
    many_xml_attributes,
    many_namespaces,
    unclosed,
    of_another_system,
    export_without_items,
    wrongly_declared,
    in_utf_32,
    in_ebcdic,
    unknown_encoding,
    huge_character_references,
    with_a_dtd_in_utf_16,
    with_a_dtd_in_utf_16_without_a_mark,
    with_a_dtd_in_utf_32,
    with_a_dtd_in_utf_7,
    with_a_dtd_far_below,
    entity_made_by_an_entity,
    million_instructions,
    endless_element_name,
    two_documents_in_one,
)

EXPORTS_TO_READ: tuple[Callable[[], bytes], ...] = (
    item_with_deep_markup,
    item_with_an_endless_number,
    item_with_half_escaped_tags,
)
