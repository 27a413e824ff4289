"""What a request carries once the middleware has seen it, for the views' annotations."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from cooperatives.accounts.models import User
from marketplace.basket.holder import BasketHolder


class ShopRequest(HttpRequest):
    """A shopper's request."""

    basket: BasketHolder
    htmx: HtmxDetails


class SignedInRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User
    htmx: HtmxDetails
