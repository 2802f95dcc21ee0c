"""What an item's page says of its papers: what the archive has of them, and where they can be had."""

import pytest
from django.test import Client

from apps.attachments.models import Attachment as AttachmentRow
from apps.attachments.models import AttachmentFile
from apps.ingestion.merging.rules import Edition, merge
from apps.parsing.records import Attachment
from tests.factories import MEETING, a_full_item, load, page
from tests.records import a_meeting

pytestmark = pytest.mark.django_db
ADDRESS = "https://soendersund.example/dagsorden/17"
TWO = (Attachment(title="Notat"), Attachment(title="Kort"))


def said_of_papers(client: Client) -> str:
    html = page(client, f"{MEETING}punkt-1/")
    return " ".join(html.partition('id="bilag"')[2].partition("</section>")[0].split())


def keep_a_file_of(title: str) -> None:
    row = AttachmentRow.with_removed.get(title=title)
    AttachmentFile.objects.create(
        attachment=row, document_sha256="x", path=title, content=b"%PDF", sha256="y", size=4
    )


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ((), "Arkivet har ikke fået selve bilagene, kun titlerne."),
        (("Kort",), "Arkivet har fået 1 af filerne, men viser den ikke, før den er set igennem"),
        (("Kort", "Notat"), "Arkivet har fået filerne, men viser dem ikke, før de er set igennem"),
    ],
)
def test_the_page_says_which_files_the_archive_has(client: Client, kept: tuple[str, ...], said: str) -> None:
    load(a_meeting(a_full_item("1", attachments=TWO)))
    for title in kept:
        keep_a_file_of(title)
    assert said in said_of_papers(client)


def test_the_page_says_where_the_papers_can_be_had(client: Client) -> None:
    (meeting,) = load(a_meeting(a_full_item("1", attachments=TWO)))
    assert "Bed Søndersund Kommune om bilagene." in said_of_papers(client)
    meeting.source_url = ADDRESS
    meeting.save()
    shown = said_of_papers(client)
    assert f'Se efter bilagene på <a href="{ADDRESS}" rel="external">kommunens egen side</a>' in shown
    assert "eller bed Søndersund Kommune om dem." in shown


def test_a_paper_that_the_page_linked_is_linked_here_too(client: Client) -> None:
    load(
        a_meeting(
            a_full_item(
                "1",
                attachments=(
                    Attachment(title="Notat", address=f"{ADDRESS}/notat.pdf"),
                    Attachment(title="Kort", address="javascript:alert(1)"),
                    Attachment(title="Skema", address="/bilag/skema.pdf"),
                ),
            )
        )
    )
    AttachmentRow.objects.filter(title="Skema").update(address="javascript:alert(2)")
    shown = said_of_papers(client)
    assert f'<a href="{ADDRESS}/notat.pdf" rel="external">Notat</a>' in shown
    assert "<span>Kort</span>" in shown
    assert "<span>Skema</span>" in shown
    assert "javascript" not in shown
    assert "Linket fører til kommunens egen side." in shown


def test_an_address_stays_when_a_later_document_does_not_say_it() -> None:
    linked = Attachment(title="Notat", address=f"{ADDRESS}/notat.pdf")
    with_link = Edition(meeting=a_meeting(a_full_item("1", attachments=(linked,))), arrival=0)
    without = Edition(
        meeting=a_meeting(a_full_item("1", attachments=(Attachment(title="Notat"),))), arrival=1
    )
    (item,) = merge([with_link, without]).meeting.items
    assert item.attachments == (linked,)


def test_a_paper_that_staff_have_removed_is_not_told_of(client: Client) -> None:
    load(a_meeting(a_full_item("1", attachments=TWO)))
    keep_a_file_of("Kort")
    AttachmentRow.objects.filter(title="Kort").update(is_removed=True)
    shown = said_of_papers(client)
    assert "Kort" not in shown
    assert "Arkivet har ikke fået selve bilaget, kun titlen." in shown
