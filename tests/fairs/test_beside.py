"""Contracts and public money: beside the turnover, never in it; withdrawn, never erased."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.idempotency import new_token
from fairs.closing.selectors import public_money
from fairs.enums import EditionRole
from fairs.models import PublicSpending, SignedContract
from fairs.revenue.models import CoarseCell
from fairs.revenue.selectors import edition_rows
from tests.factories import make_cooperative, make_participation
from tests.fairs.organisers import EVENING, make_fair, make_organiser, make_participants, questions, sell, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def edition():
    return make_fair(code="fair")


@pytest.fixture
def client(edition) -> Client:
    return signed_in(make_organiser(edition))


def contract(participation, /, **given: str) -> dict[str, str]:
    return {
        "once": new_token(),
        "participation": participation.public_id,
        "kind": "order",
        "counterpart": "Hôtel Atlas",
        "amount": "12 500,50",
        "signed_on": "2026-08-03",
        "note": "",
    } | given


def money(**given: str) -> dict[str, str]:
    return {"once": new_token(), "label": "Tents", "amount": "600", "source": "Agreement 12"} | given


CONTRACTS, MONEY = "/en/organiser/editions/fair/beside/contracts/", "/en/organiser/editions/fair/beside/money/"


def test_contract_is_written_once_and_is_no_turnover(client: Client, edition) -> None:
    (participation,) = make_participants(edition, 1)
    sent = contract(participation)

    assert [client.post(CONTRACTS, sent).status_code for _ in range(2)] == [302, 302]

    row = SignedContract.objects.get()
    assert (row.participation, row.kind, row.amount, row.signed_on) == (
        participation,
        "order",
        Decimal("12500.50"),
        date(2026, 8, 3),
    )
    assert not CoarseCell.objects.exists()
    assert [row.figures.turnover for row in edition_rows() if row.key == "fair"] == [Decimal("0.00")]
    assert "12,500.50" in client.get("/en/organiser/editions/fair/beside/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("amount", "0", "Write an amount above zero."),
        ("amount", "many", "Write an amount in dirhams"),
        ("signed_on", "2026-08-05", "This day has not come yet."),
        ("counterpart", "", "Write with whom it was signed."),
        ("participation", "x" * 12, "This cooperative does not take part in this edition."),
    ],
)
def test_contract_that_cannot_be_is_said_beside_its_field(
    client: Client, edition, field: str, value: str, said: str
) -> None:
    (participation,) = make_participants(edition, 1)

    answer = client.post(CONTRACTS, contract(participation, note="Kept", **{field: value}))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Kept" in answer.content.decode()
    assert not SignedContract.objects.exists()


def test_withdrawn_contract_stays_on_record_and_counts_no_more(client: Client, edition) -> None:
    (participation,) = make_participants(edition, 1)
    client.post(CONTRACTS, contract(participation))
    row = SignedContract.objects.get()

    for _ in range(2):
        assert client.post(f"{CONTRACTS}{row.public_id}/withdraw/").status_code == 302

    row.refresh_from_db()
    assert row.withdrawn_at == EVENING
    content = client.get("/en/organiser/editions/fair/beside/").content.decode()
    assert "<s><bdi>12,500.50" in content
    acts = AuditEntry.objects.filter(action__startswith="signedcontract").values_list("action", flat=True)
    assert sorted(acts) == ["signedcontract.change", "signedcontract.create"]


def test_public_money_is_held_against_what_was_sold(client: Client, edition) -> None:
    (participation,) = make_participants(edition, 1)
    sell(participation, "1000.00")
    client.post(MONEY, money())
    client.post(MONEY, money(label="Buses", amount="150"))
    withdrawn = PublicSpending.objects.get(label="Buses")

    assert public_money(edition).per_dirham_sold == Decimal("0.75")
    client.post(f"{MONEY}{withdrawn.public_id}/withdraw/")

    assert public_money(edition).per_dirham_sold == Decimal("0.6")
    content = client.get("/en/organiser/editions/fair/beside/").content.decode()
    assert "Public money for each dirham sold: 0.60 dirham." in content


def test_nothing_sold_has_no_public_money_by_dirham(client: Client, edition) -> None:
    client.post(MONEY, money())

    assert public_money(edition).per_dirham_sold is None
    assert "cannot be said" in client.get("/en/organiser/editions/fair/beside/").content.decode()


def test_public_money_without_a_source_is_refused(client: Client, edition) -> None:
    answer = client.post(MONEY, money(source=" "))

    assert answer.status_code == 422
    assert "without it nobody can check it" in answer.content.decode()
    assert not PublicSpending.objects.exists()


def test_field_staff_write_contracts_and_no_public_money(edition) -> None:
    (participation,) = make_participants(edition, 1)
    client = signed_in(make_organiser(edition, role=EditionRole.FIELD_STAFF))

    assert client.post(CONTRACTS, contract(participation)).status_code == 302
    assert client.post(MONEY, money()).status_code == 404
    assert not PublicSpending.objects.exists()


def test_committee_reads_and_writes_nothing(edition) -> None:
    (participation,) = make_participants(edition, 1)
    client = signed_in(make_organiser(edition, role=EditionRole.COMMITTEE))

    assert client.get("/en/organiser/editions/fair/beside/").status_code == 200
    assert client.post(CONTRACTS, contract(participation)).status_code == 404
    assert not SignedContract.objects.exists()


def test_another_editions_rows_are_not_there(client: Client, edition) -> None:
    other = make_fair(code="other")
    theirs = make_participation(other, make_cooperative())
    assert client.post(CONTRACTS, contract(theirs)).status_code == 422
    staff = signed_in(make_organiser(other))
    staff.post("/en/organiser/editions/other/beside/contracts/", contract(theirs))
    staff.post("/en/organiser/editions/other/beside/money/", money())
    row, spent = SignedContract.objects.get(), PublicSpending.objects.get()

    for address in (f"{CONTRACTS}{row.public_id}/withdraw/", f"{MONEY}{spent.public_id}/withdraw/"):
        assert client.post(address).status_code == 404
        assert client.post(address.replace("/fair/", "/other/")).status_code == 404

    assert not SignedContract.objects.filter(withdrawn_at__isnull=False).exists()
    assert not PublicSpending.objects.filter(withdrawn_at__isnull=False).exists()


def test_page_asks_as_many_questions_for_three_as_for_thirty(client: Client, edition) -> None:
    def write(number: int) -> None:
        for participation in make_participants(edition, number):
            client.post(CONTRACTS, contract(participation))
            client.post(MONEY, money())

    write(3)
    few = questions(client, "/en/organiser/editions/fair/beside/")
    write(27)

    assert questions(client, "/en/organiser/editions/fair/beside/") == few
