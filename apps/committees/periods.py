"""From when to when something held; an open end has no date."""

import datetime as dt
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def is_within(on: dt.date | None, starts_on: dt.date | None, ends_on: dt.date | None) -> bool:
    """Whether a period holds a day; every period holds an unknown one."""
    return on is None or ((starts_on is None or starts_on <= on) and (ends_on is None or on <= ends_on))


class PeriodModel(models.Model):
    """A row that holds from its first to its last day, both included."""

    starts_on = models.DateField("fra", null=True, blank=True)
    ends_on = models.DateField("til og med", null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Perioden slutter, før den begynder.",
            ),
        ]

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Perioden slutter, før den begynder."})

    def overlaps(self, other: "PeriodModel") -> bool:
        """Whether there is a day that both hold."""
        return (self.starts_on is None or other.ends_on is None or self.starts_on <= other.ends_on) and (
            other.starts_on is None or self.ends_on is None or other.starts_on <= self.ends_on
        )

    @property
    def is_past(self) -> bool:
        """Whether the last day is over."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def years(self) -> str:
        """ "2018-2021", "2021", "fra 2022", "til 2021", or "" where neither end is known."""
        first, last = self.starts_on and self.starts_on.year, self.ends_on and self.ends_on.year
        if first and last:
            return str(first) if first == last else f"{first}-{last}"
        if first:
            return f"fra {first}"
        return f"til {last}" if last else ""
