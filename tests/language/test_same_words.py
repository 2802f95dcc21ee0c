"""Texts that say the same in another form."""

import pytest

from apps.language.same_words import same_words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Stien anlægges.", "Stien anlægges"),
        ("Der anlægges en cykel-\nsti", "Der anlægges en cykelsti"),
        ("1. Stien anlægges\n2. Broen males", "- Stien anlægges\n- Broen males"),
        ("Budget\t2,1 mio.", "Budget 2,1 mio."),
        ("GODKENDT", "Godkendt"),
        ("", "\n"),
    ],
)
def test_form_alone_is_no_difference(old: str, new: str) -> None:
    assert same_words(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2,1 mio. kr.", "21 mio. kr."),
        ("2,1 mio. kr.", "2.1 mio. kr."),
        ("5 5", "55"),
        ("godkendt", "ikke godkendt"),
        ("den 3. maj", "den 4. maj"),
    ],
)
def test_other_words_and_numbers_are(old: str, new: str) -> None:
    assert not same_words(old, new)
