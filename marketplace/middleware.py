"""The request's id, carried into jobs, tasks and logs; and the language of what is asked."""

import re
import uuid
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

from cooperatives.request_context import client_address, request_id

_WELL_FORMED = re.compile(r"[0-9A-Za-z-]{8,36}\Z")


class RequestIdMiddleware:
    """Give every request an id, and put it into the answer's X-Request-ID."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        this = given if _WELL_FORMED.match(given) else uuid.uuid4().hex
        id_token, address_token = request_id.set(this), client_address.set(_address(request))
        structlog.contextvars.bind_contextvars(request_id=this)
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
            request_id.reset(id_token)
            client_address.reset(address_token)
        response["X-Request-ID"] = this
        return response


def _address(request: HttpRequest) -> str | None:
    """The client's address, behind as many proxies as are trusted."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR") or None


# Addresses that are the same in every language.
WITHOUT_LANGUAGE = ("/api/", "/r/", "/till/", "/round/")


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but what the API, a receipt or a till does not find is not looked for under a language."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == HTTPStatus.NOT_FOUND and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
