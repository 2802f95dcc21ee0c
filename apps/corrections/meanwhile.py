"""Changes that others made while a form was open: saving it must not undo them unseen."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from apps.corrections.models import ChangeLogEntry
from apps.corrections.tracking import TrackedModel

# The hidden field in which a form says how many changes of its rows it has seen.
SEEN = "set_aendringer"


def changes_of(row: TrackedModel, lists: Mapping[type[Any], str]) -> QuerySet[ChangeLogEntry]:
    """The logged changes of a row and of the rows below it; `lists` are their models by the name of their parent."""
    ours = Q(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)
    for model, parent in lists.items():
        below = model._base_manager.filter(**{parent: row}).values("pk")
        ours |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=below)
    return ChangeLogEntry.objects.filter(ours)


def changes_since(seen: str, row: TrackedModel, lists: Mapping[type[Any], str]) -> str:
    """What has changed since a form saw `seen` changes, in words; "" where nothing has, or the form did not say.

    A number that has fallen means that an import has dropped a row.
    """
    if not seen.isdecimal():
        return ""
    newer = list(changes_of(row, lists).select_related("content_type", "changed_by"))
    count = len(newer) - int(seen[:18])
    if not count:
        return ""
    newest = newer[: max(count, 0)]
    who = dict.fromkeys(
        str(e.changed_by) if e.changed_by and not e.cause.startswith("Import") else e.cause for e in newest
    )
    what = dict.fromkeys(entry.field_label for entry in newest)
    told = f" ({', '.join(filter(None, who))}: {', '.join(what)})" if newest else ""
    return (
        f"Oplysningerne er ændret, efter at du åbnede siden{told}. Åbn siden i et nyt vindue og se, hvad der står nu. "
        "Hvis du gemmer igen, gælder det, der står her."
    )
