"""The API: one OpenAPI page over the routers of the packages."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError

from fairs.api import router as public_router
from fairs.attendance.api import router as gate_router
from fairs.rounds.api import router as round_router
from fairs.tills.api import router as till_router

api = NinjaAPI(title="Souk of the Cooperatives", version="1", urls_namespace="api", docs_url=None)
api.add_router("/v1", public_router)
api.add_router("/till/v1", till_router)
api.add_router("/round/v1", round_router)
api.add_router("/gate/v1", gate_router)


@api.exception_handler(AuthenticationError)
def unknown_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Say it in the language of whoever holds the device."""
    if request.path.startswith(("/api/round/", "/api/gate/")):
        detail = _("This tablet is not known. Ask for it to be enrolled again.")
    else:
        detail = _("This till is not known. Ask for it to be enrolled again.")
    return api.create_response(request, {"detail": detail}, status=401)
