"""Municipalities and their committees."""

from typing import Any, ClassVar, Self

from django.db import IntegrityError, models, transaction
from django.urls import reverse

from apps.committees.addresses import SluggedModel, TakenSlug, slug_of_name
from apps.corrections.tracking import TrackedModel, TrackedQuerySet
from apps.language.addresses import municipality_name, slugify, sort_key

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

__all__ = ["Committee", "CommitteeKind", "Municipality", "Named", "SluggedModel", "TakenSlug", "slug_of_name"]


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


class CommitteeKind(models.TextChoices):
    """Council, committee, or board."""

    COUNCIL = "council", "kommunalbestyrelse"
    COMMITTEE = "committee", "udvalg"
    BOARD = "board", "råd eller nævn"


class CommitteeQuerySet(TrackedQuerySet["Committee"]):
    """Committees."""

    def with_municipality(self) -> "CommitteeQuerySet":
        """Read the municipality along."""
        return self.select_related("municipality")


class Committee(Named):
    """A committee, council or board of a municipality."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="committees", verbose_name="kommune"
    )
    kind = models.TextField("slags", choices=CommitteeKind, default=CommitteeKind.COMMITTEE)

    objects = models.Manager.from_queryset(CommitteeQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = "udvalg"
        verbose_name_plural = "udvalg"
        ordering = ("sort_key",)
        constraints = [
            models.UniqueConstraint(fields=("municipality", "slug"), name="committee_slug_once"),
        ]

    def slug_scope(self) -> int:
        """Below its municipality."""
        return self.municipality_id

    def get_absolute_url(self) -> str:
        """`/<kommune>/udvalg/<udvalg>/`."""
        return reverse("committee", args=(self.municipality.slug, self.slug))

    @classmethod
    def named(cls, municipality: Municipality, name: str) -> "Committee":
        """The committee that has or had this name in the municipality, made if new."""
        known = cls.called(name, municipality=municipality)
        return known or cls.objects.create(municipality=municipality, name=name, kind=kind_of(name))


def kind_of(name: str) -> CommitteeKind:
    """The kind that a name suggests; staff can change it.

    The council is called kommunalbestyrelse, byråd, or (Copenhagen) borgerrepræsentation: kommunestyrelsesloven § 5.
    """
    words = slugify(name)
    if words.endswith(
        ("kommunalbestyrelse", "kommunalbestyrelsen", "borgerrepraesentationen", "byraad", "byraadet")
    ):
        return CommitteeKind.COUNCIL
    if words.endswith(("raad", "raadet", "naevn", "naevnet")):
        return CommitteeKind.BOARD
    return CommitteeKind.COMMITTEE
