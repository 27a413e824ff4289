"""Whatever goes wrong has a page in the language of the address, or JSON where a program asked."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import path

from cooperatives.request_context import bound_request
from marketplace import errors, urls

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError


def refused(request):
    raise PermissionDenied


def unreadable(request):
    raise SuspiciousOperation


class Broken:
    urlpatterns = [
        path("fr/broken/", broken),
        path("fr/refused/", refused),
        path("fr/unreadable/", unreadable),
        path("api/broken/", broken),
        *urls.urlpatterns,
    ]
    handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
    handler429, handler500 = urls.handler429, urls.handler500


@pytest.fixture
def visitor(settings) -> Client:
    settings.ROOT_URLCONF = Broken
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status"), [("broken", 500), ("refused", 403), ("unreadable", 400), ("nothing-here", 404)]
)
def test_each_error_has_a_page_in_the_language_of_the_address(visitor: Client, address: str, status: int) -> None:
    response = visitor.get(f"/fr/{address}/")

    assert response.status_code == status
    assert '<html lang="fr" dir="ltr">' in response.content.decode()


def test_server_error_needs_neither_database_nor_session_and_says_what_to_quote() -> None:
    with bound_request("3f2a9c11"):
        response = errors.server_error(RequestFactory().get("/ar/x/"))

    assert response.status_code == 500
    assert '<html lang="ar" dir="rtl">' in response.content.decode()
    assert "3f2a9c11" in response.content.decode()


def test_program_is_answered_in_json(visitor: Client) -> None:
    response = visitor.get("/api/broken/")

    assert response.status_code == 500
    assert response.json()["detail"] == "server error"
    assert response.json()["request"] == response["X-Request-ID"]


@pytest.mark.parametrize("address", ["/api/nonsense", "/api/nonsense/", "/api/v1/nonsense/", "/api/"])
def test_address_that_the_api_does_not_know_is_answered_in_json(client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
    assert response.json() == {"detail": "Not Found"}


def test_address_without_a_language_still_leads_to_one(client: Client) -> None:
    assert client.get("/products/")["Location"] == "/ar/products/"


def test_old_form_is_refused_with_a_page_that_says_what_to_do() -> None:
    visitor = Client(enforce_csrf_checks=True)

    response = visitor.post("/fr/account/login/", {"phone": "0612345678"})

    assert response.status_code == 403
    assert "This form waited too long" in response.content.decode() or "formulaire" in response.content.decode()


def test_too_many_requests_say_when_to_come_back() -> None:
    request = RequestFactory().get("/ar/x/")
    request.COOKIES = {}

    response = errors.too_many_requests(request)

    assert (response.status_code, response["Retry-After"]) == (429, "60")
