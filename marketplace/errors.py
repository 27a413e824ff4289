"""Pages for what went wrong."""

from http import HTTPStatus

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from cooperatives.request_context import request_id

logger = structlog.get_logger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere: say so plainly, and let the person go back."""
    logger.warning("csrf_refused", reason=reason, path=request.path)
    return _answer(request, "csrf.html", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was asked cannot be read."""
    return _answer(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The whole area is not for this person; another's single thing is not found instead."""
    return _answer(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or it is somebody else's."""
    return _answer(request, "404.html", 404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many tries; allauth looks for this as `handler429`."""
    response = _answer(request, "429.html", 429)
    response["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """It broke: a page that needs neither the database nor the session, with the number to quote."""
    if _wants_json(request):
        return JsonResponse({"detail": "server error", "request": request_id.get()}, status=500)
    # The middleware that chose the language may be what broke.
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        return HttpResponse(render_to_string("500.html", {"request_id": request_id.get()}), status=500)


def _answer(request: HttpRequest, template: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"detail": HTTPStatus(status).phrase}, status=status)
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        return render(request, template, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
