"""Municipalities and their committees."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from apps.committees.addresses import SluggedModel, TakenSlug, slug_of_name
from apps.committees.kinds import CommitteeKind, kind_of
from apps.committees.periods import PeriodModel
from apps.committees.register import KnownName, Register, Source
from apps.corrections.tracking import TrackedModel, TrackedQuerySet
from apps.language.addresses import municipality_name, sort_key

# Segments of addresses that belong to the site itself, so no municipality may be called so.
RESERVED_SLUGS = frozenset(
    [
        "om",
        "soegehjaelp",
        "tilgaengelighed",
        "privatliv",
        "hent-data",
        "ret-eller-slet",
        "daekning",
        "sundhed",
        "soeg",
        "admin",
        "static",
    ]
)

LONGEST_NAME = 200

__all__ = [
    "Committee",
    "CommitteeKind",
    "CommitteeName",
    "CommitteeSuccession",
    "Municipality",
    "Named",
    "SluggedModel",
    "TakenSlug",
    "kind_of",
    "register_of",
    "similar_committees",
    "slug_of_name",
    "standing_keys",
]


class Named(SluggedModel, TrackedModel):
    """A row that people know by its name, and sort by it in Danish order."""

    # The length is asked of staff's forms; what documents say is kept as it is.
    name = models.TextField("navn", max_length=LONGEST_NAME)
    sort_key = models.TextField(editable=False)

    untracked_fields: ClassVar[frozenset[str]] = frozenset({"sort_key", "slug"})

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def wanted_slug(self) -> str:
        """The name as an address; a name of signs only is numbered."""
        return slug_of_name(self.name) or "uden-navn"

    @classmethod
    def called(cls, name: str, **parent: Any) -> Self | None:
        """The row below `parent` that is called so today, else the one that has or had this name's address.

        Three queries at most.
        """
        today = cls._base_manager.filter(sort_key=sort_key(name), **parent).order_by("pk").first()
        if today is not None:
            return today
        nameless = cls(name=name, **parent)
        return cls.ever_at(nameless.slug_scope(), nameless.wanted_slug())

    @classmethod
    def create_all(cls, rows: Iterable[Self]) -> None:
        """Write new rows, with sort keys that are in step with their names."""
        rows = list(rows)
        for row in rows:
            row.sort_key = sort_key(row.name)
        super().create_all(rows)

    @classmethod
    def all_called(cls, names: Iterable[str], **parent: Any) -> dict[str, Self]:
        """The row of each name, found as `called` does and made where there is none. Six queries, however many."""
        nameless = {name: cls(name=name, sort_key=sort_key(name), **parent) for name in names}
        today = cls._base_manager.filter(sort_key__in={row.sort_key for row in nameless.values()}, **parent)
        known = {row.sort_key: row for row in today.order_by("-pk")}
        unknown = [row for row in nameless.values() if row.sort_key not in known]
        by_place = cls.ever_at_all(row.wanted_place() for row in unknown)
        new = []
        for row in unknown:
            found = by_place.setdefault(row.wanted_place(), row)
            if known.setdefault(row.sort_key, found) is row:
                new.append(row)
        cls.create_all(new)
        return {name: known[row.sort_key] for name, row in nameless.items()}

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key in step with the name."""
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Municipality(Named):
    """A municipality, by its name without "Kommune"."""

    class Meta:
        verbose_name = "kommune"
        verbose_name_plural = "kommuner"
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(fields=("slug",), name="municipality_slug_once"),
            models.UniqueConstraint(fields=("name",), name="municipality_name_once"),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        """Drop the word "Kommune"."""
        self.name = municipality_name(self.name)
        super().save(*args, **kwargs)

    def wanted_slug(self) -> str:
        """The name as an address; a name that the site itself uses gets "-kommune"."""
        slug = super().wanted_slug()
        return f"{slug}-kommune" if slug in RESERVED_SLUGS else slug

    def get_absolute_url(self) -> str:
        """`/<kommune>/`."""
        return reverse("municipality", args=(self.slug,))

    @property
    def full_name(self) -> str:
        """ "Ballerup Kommune"; Danish puts a genitive into two of the 98."""
        special = {"København": "Københavns Kommune", "Bornholm": "Bornholms Regionskommune"}
        return special.get(self.name, f"{self.name} Kommune")

    @classmethod
    def named(cls, name: str) -> "Municipality":
        """The municipality that has or had this name ("Ballerup" and "Ballerup Kommune" are one), made if new."""
        bare = municipality_name(name)
        known = cls.called(bare)
        if known is not None:
            return known
        try:
            with transaction.atomic():
                return cls.objects.create(name=bare)
        except IntegrityError:
            known = cls.called(bare)
            if known is None:
                raise
            # Another import made it meanwhile.
            return known


class CommitteeQuerySet(TrackedQuerySet["Committee"]):
    """Committees."""

    def with_municipality(self) -> "CommitteeQuerySet":
        """Read the municipality along."""
        return self.select_related("municipality")

    def standing(self) -> "CommitteeQuerySet":
        """Those that were not merged into another: all that pages, filters and staff's lists show."""
        return self.filter(merged_into=None)

    def told_apart(self) -> "CommitteeQuerySet":
        """For lists of several municipalities: a name that two of them use is shown with the municipality."""
        others = Committee.objects.standing().filter(sort_key=OuterRef("sort_key"))
        shared = Exists(others.exclude(municipality=OuterRef("municipality")))
        return self.with_municipality().annotate(has_namesake=shared)


class Committee(Named, PeriodModel):
    """A committee, council or board of a municipality.

    One that staff merged into another stays as a row without meetings, so that its addresses lead on for good.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="committees", verbose_name="kommune"
    )
    kind = models.TextField("slags", choices=CommitteeKind, default=CommitteeKind.COMMITTEE)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="absorbed",
        verbose_name="lagt sammen med",
    )

    objects = models.Manager.from_queryset(CommitteeQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = "udvalg"
        verbose_name_plural = "udvalg"
        ordering = ("sort_key",)
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(fields=("municipality", "slug"), name="committee_slug_once"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="committee_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        # Known of rows that were read `told_apart`.
        has_namesake = getattr(self, "has_namesake", False)
        return f"{self.name} ({self.municipality})" if has_namesake else self.name

    def slug_scope(self) -> int:
        """Below its municipality."""
        return self.municipality_id

    @property
    def standing_key(self) -> int:
        """The key of the committee it was merged into, else its own."""
        return int(self.merged_into_id or self.pk)

    def get_absolute_url(self) -> str:
        """`/<kommune>/udvalg/<udvalg>/`."""
        return reverse("committee", args=(self.municipality.slug, self.slug))

    @classmethod
    def find(cls, municipality: Municipality, name: str, on: dt.date | None = None) -> "Committee | None":
        """The committee that a document of this day means by the name, as `Register.find` says. Two queries."""
        key = register_of(municipality).find(name, on)
        return None if key is None else cls.objects.with_municipality().get(pk=key)

    @classmethod
    def named(cls, municipality: Municipality, name: str, on: dt.date | None = None) -> "Committee":
        """The committee that a document of this day means by the name, made if there is none."""
        known = cls.find(municipality, name, on)
        return known or cls.objects.create(municipality=municipality, name=name, kind=kind_of(name))


class CommitteeName(PeriodModel, TrackedModel):
    """Another name that documents use for a committee, and when they do."""

    committee = models.ForeignKey(
        Committee, on_delete=models.CASCADE, related_name="names", verbose_name="udvalg"
    )
    name = models.TextField("navn", max_length=LONGEST_NAME)

    class Meta:
        verbose_name = "andet navn"
        verbose_name_plural = "andre navne"
        ordering = ("starts_on", "name", "pk")
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("committee", "name", "starts_on"),
                name="committee_name_once",
                nulls_distinct=False,
                violation_error_message="Navnet står der allerede.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.years})" if self.years else self.name

    def clean(self) -> None:
        """Refuse a name that means another committee in the same period: a document could mean either."""
        super().clean()
        if not self.committee_id:
            return
        others = CommitteeName.objects.filter(
            committee__municipality=self.committee.municipality_id, name__iexact=self.name
        ).exclude(committee=self.committee)
        for other in others.select_related("committee"):
            if self.overlaps(other):
                raise ValidationError(
                    {"name": f"{other.committee} har allerede navnet »{self.name}« i den periode."}
                )


class SuccessionKind(models.TextChoices):
    """What became of a committee."""

    SPLIT = "split", "delt"
    MERGED = "merged", "lagt sammen"
    RENAMED = "renamed", "skiftede navn"


class CommitteeSuccession(TrackedModel):
    """One committee went on in another; a split or a merger is several rows of the same day."""

    predecessor = models.ForeignKey(
        Committee, on_delete=models.CASCADE, related_name="successions", verbose_name="forgænger"
    )
    successor = models.ForeignKey(
        Committee, on_delete=models.CASCADE, related_name="precessions", verbose_name="efterfølger"
    )
    happened_on = models.DateField("fra den", help_text="Efterfølgerens første dag.")
    kind = models.TextField("hvordan", choices=SuccessionKind, default=SuccessionKind.SPLIT)

    class Meta:
        verbose_name = "efterfølger"
        verbose_name_plural = "efterfølgere"
        ordering = ("happened_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("predecessor", "successor"),
                name="succession_once",
                violation_error_message="De to udvalg er allerede forbundet.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_not_of_itself",
                violation_error_message="Et udvalg kan ikke efterfølge sig selv.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    def clean(self) -> None:
        """Both committees belong to one municipality."""
        super().clean()
        if not (self.predecessor_id and self.successor_id):
            return
        if self.predecessor.municipality_id != self.successor.municipality_id:
            raise ValidationError("De to udvalg hører til hver sin kommune.")


def register_of(municipality: Municipality) -> Register:
    """All names of a municipality's committees. One query."""
    slugs = TakenSlug.objects.filter(
        content_type=ContentType.objects.get_for_model(Committee),
        scope_id=municipality.pk,
        object_id=OuterRef("pk"),
    ).order_by("pk")
    other = ("names__name", "names__starts_on", "names__ends_on")
    committees = (
        Committee.objects.filter(municipality=municipality)
        .annotate(slugs=ArraySubquery(slugs.values("slug")))
        .order_by("pk", *other, "names__pk")
    )
    rows = committees.values_list("pk", "merged_into", "name", "starts_on", "ends_on", "slugs", *other)
    known: dict[KnownName, None] = {}
    for key, merged_into, name, starts_on, ends_on, former, *synonym in rows:
        period = {"starts_on": starts_on, "ends_on": ends_on}
        if merged_into is None:
            known[KnownName(committee=key, text=name, source=Source.NAME, **period)] = None
        if synonym[0] is not None:
            text, begun, ended = synonym
            entry = KnownName(committee=key, text=text, source=Source.SYNONYM, starts_on=begun, ends_on=ended)
            known[entry] = None
        for slug in former:
            entry = KnownName(committee=merged_into or key, text=slug, source=Source.ADDRESS, **period)
            known[entry] = None
    return Register(known, municipality.name)


def standing_keys(keys: Iterable[int]) -> dict[int, int]:
    """Of those of these committees that were merged into another: the key of that one. One query."""
    merged = Committee.objects.filter(pk__in=list(keys), merged_into__isnull=False)
    return {row.pk: row.standing_key for row in merged.only("merged_into")}


def similar_committees(municipality: Municipality, name: str, *, most: int = 5) -> list[Committee]:
    """Committees whose names are like this one, the most alike first. Two queries."""
    keys = register_of(municipality).similar(name)[:most]
    found = Committee.objects.with_municipality().in_bulk(keys)
    return [found[key] for key in keys if key in found]
