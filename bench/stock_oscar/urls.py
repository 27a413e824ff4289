"""What the letter and the last page of Oscar's checkout point at."""

from django.http import HttpResponse
from django.urls import include, path


def nothing(_request: object, **_parts: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("checkout/", include(([path("thank-you/", nothing, name="thank-you")], "checkout"))),
    path(
        "accounts/",
        include(([path("<order_number>/<hash>/", nothing, name="anon-order")], "customer")),
    ),
]
