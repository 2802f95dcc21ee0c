import pytest
from django.core.exceptions import ImproperlyConfigured

from minutes_archive.environment import (
    parse_database_url,
    read_boolean,
    read_database,
    read_list,
    read_number,
    read_text,
)

NAME = "MINUTES_ARCHIVE_TEST"


def test_an_unset_or_empty_variable_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "  ")
    assert read_text(NAME, "a") == "a"
    assert read_boolean(NAME, default=True) is True
    assert read_number(NAME, 7, lowest=1, highest=9) == 7
    assert read_list(NAME, ("a", "b")) == ["a", "b"]
    assert read_database(NAME) is None


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Ja", True), ("0", False), ("false", False)])
def test_booleans_are_read(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv(NAME, text)
    assert read_boolean(NAME, default=not value) is value


@pytest.mark.parametrize("text", ["0", "65536", "abc", "8 000", "1.5"])
def test_a_wrong_number_stops_the_start_and_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(
        ImproperlyConfigured, match=f"{NAME} skal være et helt tal fra 1 til 65535, ikke '{text}'"
    ):
        read_number(NAME, 8000, lowest=1, highest=65535)


def test_a_wrong_boolean_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "måske")
    with pytest.raises(ImproperlyConfigured, match="skal være 1 eller 0, ikke 'måske'"):
        read_boolean(NAME, default=False)


def test_a_list_is_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, " a.dk, ,b.dk,")
    assert read_list(NAME) == ["a.dk", "b.dk"]


def test_every_part_of_a_database_address_may_be_percent_encoded() -> None:
    settings = parse_database_url(
        "postgres://r%C3%B8d:p%40ss%2Fw%3Ard@db.example.dk:5433/arkiv%20et?sslmode=require"
    )
    assert settings == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "arkiv et",
        "USER": "rød",
        "PASSWORD": "p@ss/w:rd",
        "HOST": "db.example.dk",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_address_may_name_a_socket_folder_or_only_a_database() -> None:
    assert parse_database_url("postgresql://%2FVar%2Frun/arkiv")["HOST"] == "/Var/run"
    assert parse_database_url("postgresql://[::1]:5432/arkiv")["HOST"] == "::1"
    assert parse_database_url("postgres:///arkiv")["HOST"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "mysql://a@b/c",
        "postgres://host",
        "postgres://host/",
        "postgres://host:x/db",
        "arkiv",
        "postgres://h/a/b",
    ],
)
def test_a_wrong_database_address_stops_the_start_without_showing_the_password(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(ImproperlyConfigured) as caught:
        read_database(NAME)
    assert text not in str(caught.value)
