"""Staff and organisers reach their pages only with a second factor."""

import re
import time
from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django_htmx.http import HttpResponseClientRedirect

_LANGUAGE = re.compile(r"^/(?:ar|fr|en)(?=/)")


class SecondFactorMiddleware:
    """Guard the areas of `SECOND_FACTOR_AREAS`, whoever signed the person in, and by which form.

    A visitor passes: the area itself sends them to sign in. Who has nothing to do there finds
    nothing. Who has no second factor sets one up first; one used too long ago is asked again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.areas = {prefix: import_string(who) for prefix, who in settings.SECOND_FACTOR_AREAS.items()}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        may_enter = self._guard_of(request.path_info)
        if may_enter and request.user.is_authenticated:
            if not may_enter(request.user):
                # Outside the languages a 404 would become a redirect to /ar/cms/.
                raise Http404 if _LANGUAGE.match(request.path_info) else PermissionDenied
            if not has_second_factor(request):
                return ask_second_factor(request)
        return self.get_response(request)

    def _guard_of(self, path: str) -> Callable[[object], bool] | None:
        path = _LANGUAGE.sub("", path)
        return next((who for prefix, who in self.areas.items() if path.startswith(prefix)), None)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session showed a second factor, not too long ago."""
    since = time.time() - settings.SECOND_FACTOR_SECONDS
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" and record["at"] > since for record in records)


def ask_second_factor(request: HttpRequest) -> HttpResponse:
    """Send the person to show a second factor; a form they were sending is sent after it."""
    kinds = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    page = "mfa_reauthenticate_webauthn" if kinds else "mfa_activate_totp"
    if Authenticator.Type.TOTP in kinds:
        page = "mfa_reauthenticate"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse(page))
    return suspend_request(request, reverse(page))
