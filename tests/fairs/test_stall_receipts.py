"""The receipt of a sale at a stall: opened by its code, in the reader's language, true to what became of the sale."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from fairs.receipts.selectors import code_of, id_of_code
from tests.fairs.tills import Stand, make_stand

pytestmark = pytest.mark.django_db


def page_of(sale_id: str, *, language: str = "fr") -> tuple[int, str]:
    response = Client().get(f"/r/{code_of(UUID(sale_id))}", headers={"Accept-Language": language})
    return response.status_code, response.content.decode()


def sold(stand: Stand, **given: object) -> dict[str, Any]:
    sale = stand.sale(**given)
    assert stand.send(sale)[0]["status"] == "accepted"
    return sale


def test_code_is_the_id_and_nothing_else_is_a_code() -> None:
    sale_id = uuid4()

    assert id_of_code(code_of(sale_id)) == sale_id
    assert len(code_of(sale_id)) == 22
    # The last letter of a code carries two bits only: other letters there are other spellings.
    assert id_of_code("AAAAAAAAAAAAAAAAAAAAAB") is None
    assert id_of_code("short") is None


def test_receipt_says_what_was_sold_in_the_browsers_language() -> None:
    stand = make_stand()
    sale = sold(stand, tendered="200.00")

    status, french = page_of(sale["id"], language="fr")
    arabic = page_of(sale["id"], language="ar")[1]

    assert status == 200
    assert '<html lang="fr" dir="ltr">' in french
    assert "120,00\xa0DH" in french
    assert "80,00\xa0DH" in french
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "120,00\xa0درهم" in arabic


def test_language_can_be_asked_for() -> None:
    sale = sold(make_stand())

    page = Client().get(f"/r/{code_of(UUID(sale['id']))}", {"language": "en"}, headers={"Accept-Language": "ar"})

    assert '<html lang="en" dir="ltr">' in page.content.decode()


def test_receipt_is_kept_by_nobody_and_found_by_no_search_engine() -> None:
    sale = sold(make_stand())

    response = Client().get(f"/r/{code_of(UUID(sale['id']))}")

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_sale_that_has_not_arrived_is_said_to_be_on_its_way() -> None:
    status, page = page_of(str(uuid4()), language="en")

    assert status == 404
    assert "Your receipt is on its way" in page


def test_voided_and_returned_sales_say_so() -> None:
    stand = make_stand()
    voided, returned = sold(stand, number=1), sold(stand, number=2)
    void = stand.sale(number=3, kind="void", reverses=voided["id"], lines=[])
    back = stand.sale(number=4, kind="return", reverses=returned["id"], lines=[stand.line(of=0)])
    assert [answer["status"] for answer in stand.send(void, back)] == ["accepted", "accepted"]

    assert "This sale was cancelled and the money given back." in page_of(voided["id"], language="en")[1]
    assert "Some of it was brought back." in page_of(returned["id"], language="en")[1]
    assert "-120.00" in page_of(void["id"], language="en")[1].replace("\u2212", "-")


def test_too_many_looks_are_slowed_down() -> None:
    answers = {page_of(str(uuid4()))[0] for _ in range(70)}

    assert answers == {404, 429}
