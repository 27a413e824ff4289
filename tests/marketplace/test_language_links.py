"""The links to the same page in another language: of a form's answer too, whose own address only takes forms."""

import pytest
from django.test import RequestFactory

from marketplace.templatetags.design import language_links

HERE = "http://testserver"


def links(request) -> dict[str, str]:
    return {link["code"]: link["url"] for link in language_links({"request": request})}


def test_a_page_leads_to_itself_with_its_query() -> None:
    request = RequestFactory().get("/ar/workspace/bank/?cooperative=x", headers={"referer": f"{HERE}/ar/basket/"})

    assert links(request)["fr"] == "/fr/workspace/bank/?cooperative=x"


def test_a_refused_form_leads_to_the_page_on_which_it_stood() -> None:
    stood = {"referer": f"{HERE}/ar/workspace/bank/?cooperative=x"}
    request = RequestFactory().post("/ar/workspace/bank/x/account/", headers=stood)

    assert links(request)["fr"] == "/fr/workspace/bank/?cooperative=x"


@pytest.mark.parametrize(
    "referer", ["", "https://evil.example/ar/workspace/bank/", "http://testserver.evil/ar/", "http://["]
)
def test_another_place_leads_nowhere(referer: str) -> None:
    request = RequestFactory().post("/ar/workspace/settings/", headers={"referer": referer})

    assert links(request)["fr"] == "/fr/workspace/settings/"
