"""Tells the change log which member of staff a request writes for."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from apps.corrections.acting import Actor, acting


class ActingStaffMiddleware:
    """What staff write through the admin are corrections. Public pages write nothing and read no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/") or not isinstance(request.user, User):
            return self.get_response(request)
        with acting(Actor(user=request.user, cause="Rettet i administrationen", is_correcting=True)):
            return self.get_response(request)
