"""Who recommends, and the points."""

import pytest

from apps.parsing.paragraphs import read_paragraphs
from apps.parsing.reading.text import read_text
from apps.parsing.recommendations import read_recommendations


def read(text: str) -> tuple[str | None, list[tuple[int, str]]]:
    by, points = read_recommendations(read_paragraphs(read_text(text.encode()).lines, None))
    return by, [(point.number, point.text) for point in points]


@pytest.mark.parametrize(
    "introduction",
    [
        "Center for Havn indstiller, at",
        "Center for Havn indstiller at:",
        "Center for Havn indstiller, at indstiller, at",
        "Center for Havn indstiller",
        "Center for Havn indstiller til Byrådet, at:",
        "Center for Havn foreslår, at",
    ],
)
def test_numbered_points_after_the_usual_introductions(introduction: str) -> None:
    assert read(f"{introduction}\n\n1. Broen males.\n2. Båden sælges.") == (
        "Center for Havn",
        [(1, "Broen males."), (2, "Båden sælges.")],
    )


def test_points_without_numbers_are_numbered_in_order() -> None:
    assert read("Centerchefen indstiller,\n\nat broen males\n\nat båden sælges") == (
        "Centerchefen",
        [(1, "at broen males"), (2, "at båden sælges")],
    )
    assert read("Det indstilles, at\n\n- broen males\n- båden sælges") == (
        None,
        [(1, "broen males"), (2, "båden sælges")],
    )


def test_a_recommendation_in_the_introducing_sentence() -> None:
    assert read("Borgmesteren indstiller, at Eva Holm vælges.") == ("Borgmesteren", [(1, "Eva Holm vælges.")])


def test_a_numbered_sub_list_belongs_to_its_point() -> None:
    assert read("A indstiller, at\n\n1. Broen males i\n\n1. rød\n\n2. Båden sælges.")[1] == [
        (1, "Broen males i 1. rød"),
        (2, "Båden sælges."),
    ]


def test_text_after_the_last_point_is_no_part_of_it() -> None:
    assert read("A indstiller, at\n\n1. Broen males.\n\nDet bemærkes, at malingen er købt.")[1] == [
        (1, "Broen males.")
    ]


def test_the_instruction_to_sign_is_one_point_of_nobody() -> None:
    by, points = read("Referatet gælder, når alle har skrevet under på det.")
    assert by is None
    assert len(points) == 1


def test_an_empty_section_has_no_points() -> None:
    assert read_recommendations([]) == (None, ())


def test_sub_points_belong_to_the_last_point_too() -> None:
    text = "Det indstilles, at\n\n1. Broen males.\n2. Der gives lov til at\n\na. købe maling\n\n- og pensler\n\nSagen er vigtig."
    assert read(text)[1] == [(1, "Broen males."), (2, "Der gives lov til at a. købe maling - og pensler")]


def test_bullets_among_points_that_begin_with_at_are_sub_points() -> None:
    text = "Havneudvalget indstiller til Økonomiudvalget og Byrådet:\n\nat broen åbnes\n\n- på hverdage\n\nat båden sælges"
    assert read(text) == ("Havneudvalget", [(1, "at broen åbnes - på hverdage"), (2, "at båden sælges")])


def test_the_number_of_the_first_point_may_stand_behind_the_introduction() -> None:
    text = "Center for Havn indstiller, at broen males1.\n\nBåden sælges2."
    assert read(text) == ("Center for Havn", [(1, "broen males"), (2, "Båden sælges")])
