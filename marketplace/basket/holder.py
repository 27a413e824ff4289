"""The basket of a request: found by the owner or by a signed cookie, and only when a view asks."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from marketplace.basket.models import Basket
from marketplace.basket.services import merge_at_sign_in, open_basket

_SIGNER = Signer(salt="basket")
COOKIE_AGE = 60 * 60 * 24 * 60


class BasketHolder:
    """What `request.basket` is. Reading it costs a query the first time, and none when nobody asks."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._basket: Basket | None = None
        self._looked = False
        self._cookie: str | None = request.COOKIES.get(settings.BASKET_COOKIE_NAME)
        self._cookie_is_stale = False

    def current(self) -> Basket | None:
        """The open basket, if there is one; a visitor's is joined to the owner's after sign-in."""
        if not self._looked:
            self._basket, self._looked = self._find(), True
        return self._basket

    def to_write(self) -> Basket:
        """The open basket, made now if there is none."""
        basket = self.current()
        if basket is None:
            user = self._request.user
            basket = open_basket(owner=user if user.is_authenticated else None)
            self._basket = basket
        return basket

    def follow(self, basket: Basket) -> None:
        """Go on with `basket` instead: the one before was bought, and left something over."""
        self._basket, self._looked = basket, True

    def write_cookie(self, response: HttpResponse) -> None:
        """Name a visitor's basket in the cookie; forget a name that leads nowhere."""
        basket = self._basket
        if basket is not None and basket.owner_id is None:
            signed = _SIGNER.sign(basket.public_id)
            if signed != self._cookie:
                response.set_cookie(
                    settings.BASKET_COOKIE_NAME,
                    signed,
                    max_age=COOKIE_AGE,
                    httponly=True,
                    secure=settings.SESSION_COOKIE_SECURE,
                    samesite="Lax",
                )
        elif self._cookie and self._cookie_is_stale:
            response.delete_cookie(settings.BASKET_COOKIE_NAME, samesite="Lax")

    def _find(self) -> Basket | None:
        visitor = self._named_by_cookie()
        user = self._request.user
        if not user.is_authenticated:
            return visitor
        if visitor is not None:
            self._cookie_is_stale = True
            return merge_at_sign_in(visitor=visitor, owner=user)
        return Basket.objects.filter(owner=user, status=Basket.OPEN).first()

    def _named_by_cookie(self) -> Basket | None:
        """The cookie's basket while it is open and nobody's: after sign-out an owner's is not shown."""
        if not self._cookie:
            return None
        try:
            public_id = _SIGNER.unsign(self._cookie)
        except BadSignature:
            self._cookie_is_stale = True
            return None
        basket = Basket.objects.filter(public_id=public_id, status=Basket.OPEN, owner__isnull=True).first()
        self._cookie_is_stale = basket is None
        return basket
