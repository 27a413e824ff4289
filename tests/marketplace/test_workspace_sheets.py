"""The pages of sheets: who reaches them, what they show, and what they refuse."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from catalogue.models import Product
from catalogue.sheets.enums import SheetStatus
from catalogue.sheets.models import ProductSheet
from cooperatives.enums import Role
from cooperatives.idempotency import FIELD, new_token
from cooperatives.models import Cooperative
from tests.catalogue.sheets import OIL, as_sheet, make_kind, sent, taken_over, try_until_given_up, work
from tests.factories import make_cooperative, make_member, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds():
    with translation.override("en"):
        make_kind()
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def signed_in(cooperative: Cooperative, role: str = Role.CATALOGUE_KEEPER) -> Client:
    client = Client()
    client.force_login(make_member(cooperative, role=role))
    return client


def once(**given: object) -> dict[str, object]:
    return {FIELD: new_token(), **given}


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("products.xlsx", content)


def test_a_sheet_goes_from_the_form_to_the_products(cooperative: Cooperative) -> None:
    client = signed_in(cooperative)
    content = as_sheet([OIL, OIL | {"title_fr": "Autre", "price": "cher"}])

    answer = client.post(reverse("workspace:sheet-send"), once(file=a_file(content)))
    sheet = ProductSheet.objects.get()
    url = reverse("workspace:sheet", args=[sheet.public_id])
    assert answer.url == url
    reading = client.get(url).content.decode()
    assert "The sheet is being read." in reading
    assert '<noscript><meta http-equiv="refresh"' in reading
    work(sheet)
    page = client.get(url, {"show": "all"}).content.decode()
    for words in ("1 row must be mended", "A price is a number", "cher", "Price in dirhams", "Only the 1 good row"):
        assert words in page

    client.post(reverse("workspace:sheet-act", args=[sheet.public_id, "take-over"]), once(how="good"))
    assert "The sheet is being taken over" in client.get(url).content.decode()
    assert work(sheet).status == SheetStatus.LOADED
    assert Product.objects.get().title_fr == "Huile d'argan vierge"

    client.post(reverse("workspace:sheet-act", args=[sheet.public_id, "take-back"]), once())
    assert "The sheet is being taken back" in client.get(url).content.decode()
    assert work(sheet).status == SheetStatus.TAKEN_BACK
    assert "Gone again" in client.get(url).content.decode()


def test_the_whole_is_refused_in_words_while_a_row_is_wrong(cooperative: Cooperative) -> None:
    client = signed_in(cooperative)
    sheet = sent(cooperative, [OIL, OIL | {"price": "cher"}])
    act = reverse("workspace:sheet-act", args=[sheet.public_id, "take-over"])

    page = client.post(act, once(how="whole"), follow=True).content.decode()

    assert "Some rows must be mended first" in page
    assert work(sheet).status == SheetStatus.CHECKED


def test_the_preview_says_what_staff_look_at_first(cooperative: Cooperative) -> None:
    client, product = signed_in(cooperative), make_product(cooperative=cooperative, title_fr="Miel")
    rows = [{"code": product.public_id, "title_fr": "Miel de thym", "price": 77}, OIL]
    sheet = sent(cooperative, rows)
    url = reverse("workspace:sheet", args=[sheet.public_id])

    page = client.get(url).content.decode()
    assert "1 row changes what shoppers read: we look at it first." in page
    assert page.count("We look at it first") == 1

    client.post(reverse("workspace:sheet-act", args=[sheet.public_id, "take-over"]), once(how="whole"))
    work(sheet)
    assert page.count("We look at it first") == client.get(url).content.decode().count("We look at it<") == 1
    Cooperative.objects.update(is_trusted=True)
    again = sent(cooperative, [{"code": product.public_id, "title_fr": "Miel blanc"}])
    page = client.get(reverse("workspace:sheet", args=[again.public_id])).content.decode()
    assert "we look at it first" not in page.lower()


def test_a_sheet_that_did_not_work_says_so_and_offers_both_ways(
    cooperative: Cooperative, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, sheet = signed_in(cooperative), sent(cooperative, [OIL])
    act = reverse("workspace:sheet-act", args=[sheet.public_id, "take-over"])
    with monkeypatch.context() as broken:
        broken.setattr("catalogue.sheets.loading.copy_with_keys", lambda _rows: 1 / 0)
        client.post(act, once(how="whole"))
        try_until_given_up(sheet)

    page = client.get(reverse("workspace:sheet", args=[sheet.public_id])).content.decode()
    for words in ("The sheet could not be taken over.", "nothing of it was written", "Take over 1 product", "Put this"):
        assert words in page
    assert "It did not work" in client.get(reverse("workspace:sheets")).content.decode()
    client.post(act, once(how="whole"))
    assert work(sheet).status == SheetStatus.LOADED


def test_a_form_sent_twice_acts_once(cooperative: Cooperative) -> None:
    client, token = signed_in(cooperative), new_token()
    for _ in range(2):
        client.post(reverse("workspace:sheet-send"), {FIELD: token, "file": a_file(as_sheet([OIL]))})

    assert ProductSheet.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", None])
def test_no_sheet_is_refused_beside_the_field(cooperative: Cooperative, content: bytes | None) -> None:
    given = once() if content is None else once(file=a_file(content))
    answer = signed_in(cooperative).post(reverse("workspace:sheet-send"), given)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not ProductSheet.objects.exists()


def test_state_says_how_far_it_is_and_then_asks_for_the_page(cooperative: Cooperative) -> None:
    client = signed_in(cooperative)
    client.post(reverse("workspace:sheet-send"), once(file=a_file(as_sheet([OIL]))))
    sheet = ProductSheet.objects.get()
    state = reverse("workspace:sheet-state", args=[sheet.public_id])

    assert "HX-Refresh" not in client.get(state).headers
    work(sheet)
    assert client.get(state).headers["HX-Refresh"] == "true"


def test_another_cooperatives_sheet_is_not_there(cooperative: Cooperative) -> None:
    theirs = sent(make_cooperative(), [OIL])
    client = signed_in(cooperative)
    pages = [reverse(f"workspace:{name}", args=[theirs.public_id]) for name in ("sheet", "sheet-state", "sheet-file")]

    assert {client.get(url).status_code for url in pages} == {404}
    for name in ("take-over", "put-away", "take-back"):
        url = reverse("workspace:sheet-act", args=[theirs.public_id, name])
        assert client.post(url, once(how="good")).status_code == 404
    assert work(theirs).status == SheetStatus.CHECKED
    assert not Product.objects.exists()


@pytest.mark.parametrize("role", [Role.SELLER, Role.ACCOUNTANT])
def test_who_keeps_no_catalogue_has_no_sheets(cooperative: Cooperative, role: str) -> None:
    sheet, client = sent(cooperative, [OIL]), signed_in(cooperative, role)
    addresses = [
        reverse("workspace:sheets"),
        reverse("workspace:sheet", args=[sheet.public_id]),
        reverse("workspace:sheet-template", args=["fr"]),
    ]

    assert {client.get(url).status_code for url in addresses} == {404}
    assert client.post(reverse("workspace:sheet-send"), once(file=a_file(as_sheet([OIL])))).status_code == 404


def test_the_empty_sheet_and_the_file_as_it_was_sent_come_as_they_are(cooperative: Cooperative) -> None:
    client, sheet = signed_in(cooperative), sent(cooperative, [OIL])
    empty = b"".join(client.get(reverse("workspace:sheet-template", args=["ar"])).streaming_content)
    kept = b"".join(client.get(reverse("workspace:sheet-file", args=[sheet.public_id])).streaming_content)

    assert load_workbook(BytesIO(empty)).worksheets[0]["F1"].value == "الثمن بالدرهم"
    assert load_workbook(BytesIO(kept)).worksheets[0]["D2"].value == "Huile d'argan vierge"
    assert client.get(reverse("workspace:sheet-template", args=["de"])).status_code == 404


def test_the_page_takes_the_same_queries_for_two_rows_and_for_fifty(
    cooperative: Cooperative, django_assert_max_num_queries
) -> None:
    client = signed_in(cooperative)
    sheet = taken_over(sent(cooperative, [OIL | {"title_fr": f"Huile {number}"} for number in range(60)]))

    with django_assert_max_num_queries(24):
        page = client.get(reverse("workspace:sheet", args=[sheet.public_id])).context["page"]
    assert len(page.object_list) == 50
