"""Hang the shopper's open basket on the request; it is read only when a view asks for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from marketplace.basket.holder import BasketHolder


class BasketMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        holder = BasketHolder(request)
        request.basket = holder  # type: ignore[attr-defined]
        response = self.get_response(request)
        holder.write_cookie(response)
        return response
