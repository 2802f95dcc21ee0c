"""The committees of the sample minutes: from when to when they were, and which followed which."""

import datetime as dt
import json
from pathlib import Path

from django.db import transaction

from apps.committees.models import Committee, CommitteeSuccession, Municipality

_PATH = Path(__file__).with_suffix(".json")


@transaction.atomic
def make_sample_committees(municipality_name: str) -> None:
    """Make the committees, with the periods that no minutes tell; nothing where the municipality has any already.

    So what staff change in them is not changed back by the next start.
    """
    municipality = Municipality.named(municipality_name)
    if municipality.committees.exists():
        return
    told = json.loads(_PATH.read_text(encoding="utf-8"))
    made = {}
    for row in told["udvalg"]:
        committee = Committee.named(municipality, row["navn"])
        committee.starts_on, committee.ends_on = _date(row.get("fra")), _date(row.get("til"))
        committee.save()
        made[row["navn"]] = committee
    for row in told["efterfølgere"]:
        CommitteeSuccession.objects.create(
            predecessor=made[row["af"]],
            successor=made[row["navn"]],
            happened_on=dt.date.fromisoformat(row["dato"]),
            kind=row["hvordan"],
        )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
