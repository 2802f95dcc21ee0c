"""Documents brought in as staff do it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from apps.ingestion.models import ImportRun

Upload = Callable[..., ImportRun]


@pytest.fixture
def upload(admin_client: Client) -> Upload:
    """Send documents (name and bytes) through the upload view, and give back the import that waits."""

    def send(*documents: tuple[str, bytes], kommune: str = "Søndersund", **choices: Any) -> ImportRun:
        files = [SimpleUploadedFile(name, content) for name, content in documents]
        answer = admin_client.post(reverse("import"), {"documents": files, "kommune": kommune, **choices})
        assert answer.status_code == 302, answer.content.decode()
        run = ImportRun.objects.latest("pk")
        assert answer.headers["Location"] == reverse("import_preview", args=(run.pk,))
        return run

    return send
