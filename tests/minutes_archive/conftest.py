"""An archive in a folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.minutes_archive.running import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path / "mappe med æ og mellemrum")
    yield archive
    archive.kill_everything()
