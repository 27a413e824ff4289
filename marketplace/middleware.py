"""The request's id, carried into jobs, tasks and logs; the language of what is asked; and the short way of devices."""

import re
import uuid
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

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
WITHOUT_LANGUAGE = ("/api/", "/r/", "/till/", "/round/", "/gate/")


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but what the API, a receipt or a till does not find is not looked for under a language."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == HTTPStatus.NOT_FOUND and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)


# Called by devices with a token of their own: they have no cookie and are shown no page.
OF_DEVICES = ("/api/till/", "/api/round/", "/api/gate/")
# Nothing that is answered there is a page; should a browser show it as one, it may load nothing.
NO_PAGE = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "X-Frame-Options": "DENY"}


class DeviceMiddleware:
    """Answer devices without what stands behind it in the list: all that is for browsers, with cookies and pages.

    A till that has network sends each sale by itself, and the work for a browser was a good part of one sale's. An
    address that is nobody's goes on down the list, and finds nothing there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        # What a view raises becomes an answer here, as it does behind every other piece of the list.
        self.answer: Callable[[HttpRequest], HttpResponseBase] = convert_exception_to_response(_answer_device)  # type: ignore[assignment]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(OF_DEVICES):
            return self.get_response(request)
        try:
            request.resolver_match = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        language = translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.answer(request)
        for name, value in (*NO_PAGE.items(), ("Content-Language", language)):
            response.headers[name] = value
        patch_vary_headers(response, ("Accept-Language",))
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response


def _answer_device(request: HttpRequest) -> HttpResponseBase:
    # Refuses a host that is not ours.
    request.get_host()
    view, args, kwargs = request.resolver_match  # type: ignore[misc]
    return view(request, *args, **kwargs)
