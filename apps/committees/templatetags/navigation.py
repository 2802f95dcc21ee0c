"""Template tags for the frame around every page."""

from django import template

from apps.committees.models import Municipality

register = template.Library()


@register.simple_tag
def site_municipality(municipality: Municipality | str | None = None) -> Municipality | None:
    """The municipality whose lists the main menu leads to: the page's own, else the archive's only one.

    One query where the page is about no municipality. An archive of several has no menu of lists there.
    """
    if isinstance(municipality, Municipality):
        return municipality
    known = Municipality.objects.all()[:2]
    return known[0] if len(known) == 1 else None
