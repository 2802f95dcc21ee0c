"""An archive of its own for measurements, empty at every start, below `build/`."""

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_MINUTES = ROOT / "apps" / "ingestion" / "sample_minutes"


def open_empty() -> None:
    """Set Django up with the embedded database in `build/benchmark-var`, migrated."""
    folder = ROOT / "build" / "benchmark-var"
    shutil.rmtree(folder, ignore_errors=True)
    open_at(folder)


def open_at(folder: Path) -> None:
    """Set Django up with the embedded database in this folder, migrated; what is there stays."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(VAR_DIR=str(folder), DJANGO_SETTINGS_MODULE="minutes_archive.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def open_with_samples() -> None:
    """The same, with the sample minutes."""
    open_empty()
    from django.core.management import call_command

    call_command("import_minutes", str(SAMPLE_MINUTES), kommune="Søndersund", verbosity=0)


def corpus() -> Path | None:
    """The folder of real documents, where ARCHIVE_CORPUS names one."""
    folder = os.environ.get("ARCHIVE_CORPUS")
    return Path(folder) if folder else None
