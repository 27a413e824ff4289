"""Own data as spreadsheets: what stands in them, who may take them, and that they end."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.enums import Role
from cooperatives.idempotency import FIELD, new_token
from cooperatives.jobs.services import run_due
from cooperatives.models import Cooperative
from marketplace.datafiles.enums import DataKind
from marketplace.datafiles.models import DataFile
from marketplace.datafiles.services import TooManyAtOnce, ask_for_file, make_file
from marketplace.payment.refunds import refund_pieces
from tests.catalogue.sheets import make_kind, sent
from tests.constraints import refused_by
from tests.cooperatives.paying import at
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.fairs.tills import LATER, make_stand
from tests.marketplace.factories import make_order
from tests.marketplace.money_rows import taken_by_carrier
from tests.marketplace.refunding import paid_by_card

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_july():
    with translation.override("en"), clock.frozen_at(at(7, 20)):
        yield


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def signed_in(cooperative: Cooperative, role: str = Role.MANAGER) -> Client:
    client = Client()
    client.force_login(make_member(cooperative, role=role))
    return client


def asked(client: Client, kind: str, period: str = "year") -> DataFile:
    client.post(reverse("workspace:data-ask"), {FIELD: new_token(), "kind": kind, "period": period})
    run_due()
    return DataFile.objects.latest("pk")


def cells(client: Client, row: DataFile) -> list[tuple]:
    answer = client.get(reverse("workspace:data-file", args=[row.public_id]))
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_orders_come_line_by_line_without_who_bought(cooperative: Cooperative) -> None:
    order = taken_by_carrier(cooperative, day=3)
    taken_by_carrier(make_cooperative(), day=3)
    client = signed_in(cooperative)

    heads, *rows = cells(client, asked(client, "orders"))

    assert heads[:3] == ("Day", "Order", "State of the order")
    ((day, number, _state, code, _title, quantity, amount, *rest),) = rows
    assert (f"{day:%Y-%m-%d}", number, quantity, amount) == ("2026-07-03", order.number, 1, 120)
    assert code == order.lines.get().product.public_id
    assert "Region 09" in rest
    assert order.purchase.recipient_name not in str(rows)


def test_what_was_paid_back_stands_beside_what_was_sold(cooperative: Cooperative) -> None:
    with clock.frozen_at(at(7, 3)):
        order = paid_by_card(make_product(cooperative=cooperative, price="80.00"), quantity=2)
        refund_pieces(order=order, pieces={order.lines.get().pk: 1}, cause="cancelled", reason="x", by=None)
    client = signed_in(cooperative)

    heads, row = cells(client, asked(client, "orders"))

    shown = dict(zip(heads, row, strict=True))
    assert (shown["Amount"], shown["Paid back"]) == (160, 80)


def test_an_order_that_its_shopper_has_not_confirmed_is_not_there(cooperative: Cooperative) -> None:
    make_order(make_product(cooperative=cooperative), status="awaiting_confirmation")
    client = signed_in(cooperative)

    assert len(cells(client, asked(client, "orders"))) == 1


def test_a_name_that_looks_like_a_formula_stays_text(cooperative: Cooperative) -> None:
    with clock.frozen_at(at(7, 3)):
        make_order(make_product(cooperative=cooperative, title_fr="=1+1", title_ar="=1+1", title_en="=1+1"))
    client = signed_in(cooperative)
    row = asked(client, "orders")
    answer = client.get(reverse("workspace:data-file", args=[row.public_id]))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]

    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=1+1", "s")


def test_products_come_as_a_sheet_that_can_be_sent_back(cooperative: Cooperative) -> None:
    make_kind()
    product = make_product(cooperative=cooperative, price="45.50", stock="7")
    client = signed_in(cooperative, Role.CATALOGUE_KEEPER)

    heads, row = cells(client, asked(client, "products"))

    told = dict(zip(heads, row, strict=True))
    assert (told["Product code"], told["Price in dirhams"], told["Quantity in stock"]) == (product.public_id, 45.5, 7)
    assert sent(cooperative, [{"code": product.public_id, "price": 45.5, "stock": 7}]).rows.get().act == "same"


def test_sales_at_stalls_hold_the_cooperatives_own_lines_alone(cooperative: Cooperative) -> None:
    with clock.frozen_at(LATER):
        stand, others = make_stand(), make_stand()
        stand.send(stand.sale())
        others.send(others.sale())
    # Tills speak French here.
    with clock.frozen_at(LATER), translation.override("en"):
        client = signed_in(stand.participation.cooperative)
        heads, *rows = cells(client, asked(client, "stall_sales", "all"))

    assert heads[:2] == ("Business day", "Sold at")
    ((day, sold_at, edition, _stall, number, code, *rest),) = rows
    assert (f"{day:%Y-%m-%d}", sold_at, edition) == ("2026-08-03", "2026-08-03 12:00", stand.edition.code)
    assert (number, code) == (1, stand.products[0].public_id)
    assert rest[4] == 120


@pytest.mark.parametrize(
    ("role", "kind", "made"),
    [
        (Role.ACCOUNTANT, "orders", True),
        (Role.ACCOUNTANT, "products", False),
        (Role.CATALOGUE_KEEPER, "products", True),
        (Role.CATALOGUE_KEEPER, "orders", False),
    ],
)
def test_each_role_takes_what_it_may_see(cooperative: Cooperative, role: str, kind: str, made: bool) -> None:
    answer = signed_in(cooperative, role).post(
        reverse("workspace:data-ask"), {FIELD: new_token(), "kind": kind, "period": "month"}
    )

    assert (answer.status_code, DataFile.objects.exists()) == ((302, True) if made else (422, False))


def test_a_file_of_another_kind_of_role_or_cooperative_is_not_there(cooperative: Cooperative) -> None:
    client = signed_in(cooperative)
    row = asked(client, "orders")
    url = reverse("workspace:data-file", args=[row.public_id])

    assert signed_in(cooperative, Role.CATALOGUE_KEEPER).get(url).status_code == 404
    assert signed_in(cooperative, Role.SELLER).get(url).status_code == 404
    assert signed_in(make_cooperative()).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    stranger = Client()
    stranger.force_login(make_user())
    assert stranger.get(url).status_code == 404


def test_who_asks_and_who_takes_is_written_down(cooperative: Cooperative) -> None:
    client = signed_in(cooperative)
    row = asked(client, "orders")
    cells(client, row)

    acts = AuditEntry.objects.filter(subject_type="datafiles.datafile", subject_id=str(row.pk))
    assert list(acts.order_by("pk").values_list("action", flat=True)) == ["data_file.ask", "data_file.take"]


def test_a_file_ends_after_a_week_row_and_content(cooperative: Cooperative) -> None:
    client = signed_in(cooperative)
    row = asked(client, "orders")
    url = reverse("workspace:data-file", args=[row.public_id])
    assert storages["private"].exists(row.file)

    with clock.frozen_at(at(7, 20) + timedelta(days=7, minutes=1)):
        assert client.get(url).status_code == 404
        run_due()

    assert not DataFile.objects.exists()


def test_made_once_and_a_broken_attempt_is_begun_again(cooperative: Cooperative) -> None:
    client = signed_in(cooperative)
    row = asked(client, "orders")
    made_at = row.made_at
    make_file(file_id=row.pk)

    row.refresh_from_db()
    assert (row.made_at, row.row_count, row.rows_done) == (made_at, 0, 0)


def test_three_at_once_and_no_more(cooperative: Cooperative) -> None:
    by = make_member(cooperative)
    for _ in range(3):
        ask_for_file(cooperative=cooperative, kind=DataKind.ORDERS, days=None, language="fr", by=by)

    with pytest.raises(TooManyAtOnce):
        ask_for_file(cooperative=cooperative, kind=DataKind.ORDERS, days=None, language="fr", by=by)
    answer = signed_in(cooperative).post(
        reverse("workspace:data-ask"), {FIELD: new_token(), "kind": "orders", "period": "month"}, follow=True
    )
    assert "Three files are being made already" in answer.content.decode()
    # What could not be made in a day stands in nobody's way.
    DataFile.objects.update(asked_at=clock.now() - timedelta(days=2))
    ask_for_file(cooperative=cooperative, kind=DataKind.ORDERS, days=None, language="fr", by=by)


def test_the_page_shows_how_far_it_is(cooperative: Cooperative) -> None:
    by = make_member(cooperative)
    ask_for_file(cooperative=cooperative, kind=DataKind.ORDERS, days=None, language="fr", by=by)
    client = signed_in(cooperative)

    page = client.get(reverse("workspace:data")).content.decode()

    assert "Being made: 0 of 0 rows" in page
    assert 'hx-trigger="every 1s"' in page
    run_due()
    assert "hx-trigger" not in client.get(reverse("workspace:data-state")).content.decode()


def test_the_database_keeps_a_file_whole(cooperative: Cooperative) -> None:
    row = DataFile(cooperative=cooperative, kind="orders", language="fr", asked_by=make_user())

    with refused_by("datafile_made_at_a_moment_and_ends"):
        row.file = "x.xlsx"
        row.save()
    row.file, row.first_day, row.last_day = "", clock.today(), clock.today() - timedelta(days=1)
    with refused_by("datafile_days_upright"):
        row.save()
