"""Writing down the totals of a day: who has one, who has none, never twice, and nothing typed is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives import clock
from cooperatives.audit.models import AuditEntry
from cooperatives.idempotency import new_token
from fairs.models import DeclaredTotal
from fairs.organiser.forms import AmountField
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.models import CoarseCell
from tests.fairs.organisers import (
    EVENING,
    FIRST_DAY,
    make_fair,
    make_organiser,
    make_participants,
    sell,
    signed_in,
)

pytestmark = pytest.mark.django_db
SECOND_DAY, THIRD_DAY = (FIRST_DAY + timedelta(days=number) for number in (1, 2))


@pytest.fixture(autouse=True)
def _evening():
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def edition():
    return make_fair()


@pytest.fixture
def organiser(edition):
    return make_organiser(edition)


@pytest.fixture
def client(organiser) -> Client:
    return signed_in(organiser)


@pytest.fixture
def participation(edition):
    return make_participants(edition, 1)[0]


def page_of(edition) -> str:
    return reverse("organiser:declared", args=[edition.code])


def given(participation, amount: str = "450,50", **more: str) -> dict[str, str]:
    return {
        "participation": participation.public_id,
        "day": FIRST_DAY.isoformat(),
        "amount": amount,
        "evidence": "declared",
        "once": new_token(),
    } | more


def turnover() -> dict[str, Decimal]:
    return {cell.evidence: cell.gross - cell.returns for cell in CoarseCell.objects.all()}


def test_total_is_written_down_with_who_and_when(client: Client, edition, organiser, participation) -> None:
    response = client.post(page_of(edition), given(participation, note="à la tablette"))

    assert response.status_code == 302
    total = DeclaredTotal.objects.get()
    assert (total.amount, total.counts_on, total.declared_by, total.declared_at, total.note) == (
        Decimal("450.50"),
        FIRST_DAY,
        organiser,
        EVENING,
        "à la tablette",
    )
    assert turnover() == {"declared": Decimal("450.50")}


def test_only_what_the_till_did_not_record_is_added(client: Client, edition, participation) -> None:
    sell(participation, "100.00")

    client.post(page_of(edition), given(participation, "250"))

    assert turnover() == {"itemised": Decimal("100.00"), "declared": Decimal("150.00")}
    (row,) = client.get(page_of(edition), {"day": FIRST_DAY.isoformat()}).context["rows"]
    assert (row.itemised, row.declared.amount, row.added) == (Decimal("100.00"), Decimal("250.00"), Decimal("150.00"))


def test_second_total_for_the_same_day_is_refused_and_what_was_typed_stays(
    client: Client, edition, participation
) -> None:
    client.post(page_of(edition), given(participation, "450,50"))

    response = client.post(page_of(edition), given(participation, "999,00", note="à revoir"))

    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="999,00"' in page
    assert 'value="à revoir"' in page
    assert response.context["known"].amount == Decimal("450.50")
    assert reverse(
        "organiser:correct-declared", args=[edition.code, participation.public_id, FIRST_DAY, "declared"]
    ) in (page)
    assert DeclaredTotal.objects.get().amount == Decimal("450.50")
    assert turnover() == {"declared": Decimal("450.50")}


def test_refused_form_can_be_sent_again_with_its_own_token(client: Client, edition, participation) -> None:
    client.post(page_of(edition), given(participation))
    token = new_token()
    client.post(page_of(edition), given(participation, once=token))

    response = client.post(page_of(edition), given(participation, "10", once=token, day=SECOND_DAY.isoformat()))

    assert response.status_code == 302
    assert DeclaredTotal.objects.count() == 2


def test_form_sent_twice_writes_once(client: Client, edition, participation) -> None:
    form = given(participation)
    client.post(page_of(edition), form)

    response = client.post(page_of(edition), form, follow=True)

    assert response.status_code == 200
    assert len(response.context["messages"]) == 2
    assert turnover() == {"declared": Decimal("450.50")}


@pytest.mark.parametrize(
    ("field", "value"),
    [("amount", ""), ("amount", "-5"), ("amount", "beaucoup"), ("amount", "1,2345"), ("participation", "nobody")],
)
def test_wrong_field_is_told_beside_it_and_nothing_is_written(
    client: Client, edition, participation, field: str, value: str
) -> None:
    response = client.post(page_of(edition), given(participation) | {field: value})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not DeclaredTotal.objects.exists()


def test_amount_with_digits_too_many_is_told_in_words(client: Client, edition, participation) -> None:
    with translation.override("en"):
        response = client.post(page_of(edition), given(participation) | {"amount": "10000000"})
        (said,) = response.context["form"].errors["amount"]

    assert said == "An amount of ten million dirhams or more cannot be declared. Is there a digit too many?"
    assert not DeclaredTotal.objects.exists()


def test_participant_of_another_edition_cannot_be_given_a_total(client: Client, edition) -> None:
    (stranger,) = make_participants(make_fair(), 1)

    response = client.post(page_of(edition), given(stranger))

    assert list(response.context["form"].errors) == ["participation"]
    assert not DeclaredTotal.objects.exists()


@pytest.mark.parametrize("day", [THIRD_DAY.isoformat(), "2026-07-01", "2026-02-31", "soon"])
def test_day_that_has_not_come_or_is_none_of_the_edition_is_not_there(
    client: Client, edition, participation, day: str
) -> None:
    assert client.post(page_of(edition), given(participation, day=day)).status_code == 404
    assert client.get(page_of(edition), {"day": day}).status_code == 404
    assert not DeclaredTotal.objects.exists()


def test_latest_day_is_shown_first_and_says_who_has_no_figure(client: Client, edition) -> None:
    sold, said, _silent = make_participants(edition, 3)
    sell(sold, "10.00", counts_on=SECOND_DAY)
    declare_total(total=NewTotal(said.pk, SECOND_DAY, Decimal(20)), by=None)

    shown = client.get(page_of(edition)).context

    assert shown["day"] == SECOND_DAY
    assert shown["days"] == [SECOND_DAY, FIRST_DAY]
    assert shown["silent"] == 1


def test_after_midnight_the_evening_before_is_still_the_day(edition, organiser) -> None:
    with clock.frozen_at(EVENING + timedelta(hours=7)):
        shown = signed_in(organiser).get(page_of(edition)).context

    assert shown["day"] == SECOND_DAY


def test_who_sees_the_figure_is_said_before_it_is_entered(client: Client, edition, participation) -> None:
    page = client.get(f"/en/organiser/editions/{edition.code}/totals/").content.decode()

    assert page.index("Who sees this figure") < page.index('name="amount"')


def test_estimate_gives_way_to_what_the_cooperative_says(client: Client, edition, participation) -> None:
    client.post(page_of(edition), given(participation, "300", evidence="estimated"))

    client.post(page_of(edition), given(participation, "200"))

    assert turnover() == {"estimated": Decimal("0.00"), "declared": Decimal("200.00")}


def correction_of(edition, participation) -> str:
    return reverse("organiser:correct-declared", args=[edition.code, participation.public_id, FIRST_DAY, "declared"])


def test_wrong_total_is_put_right_and_the_old_one_stays_in_the_history(
    client, edition, organiser, participation
) -> None:
    client.post(page_of(edition), given(participation, "450,50"))

    response = client.post(correction_of(edition, participation), {"amount": "45,05", "once": new_token()})

    assert response.status_code == 302
    assert turnover() == {"declared": Decimal("45.05")}
    entry = AuditEntry.objects.get(action="declared_total_corrected")
    assert (entry.by, entry.before, entry.after) == (organiser, {"amount": "450.50"}, {"amount": "45.05"})


def test_correction_with_a_wrong_amount_is_refused_and_changes_nothing(client: Client, edition, participation) -> None:
    client.post(page_of(edition), given(participation))

    response = client.post(correction_of(edition, participation), {"amount": "?", "once": new_token()})

    assert response.status_code == 422
    assert 'value="?"' in response.content.decode()
    assert turnover() == {"declared": Decimal("450.50")}


def test_total_of_another_edition_cannot_be_corrected(client: Client) -> None:
    other = make_fair()
    (participation,) = make_participants(other, 1)
    declare_total(total=NewTotal(participation.pk, FIRST_DAY, Decimal(20)), by=None)

    assert client.get(correction_of(other, participation)).status_code == 404
    assert client.post(correction_of(other, participation), {"amount": "1"}).status_code == 404


def test_total_that_was_never_declared_cannot_be_corrected(client: Client, edition, participation) -> None:
    assert client.get(correction_of(edition, participation)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("1250,50", "1250.50"),
        ("1250.5", "1250.5"),
        ("1 250,50", "1250.50"),
        ("1\u202f250,50", "1250.50"),
        ("1.250", "1250"),
        ("1,250.50", "1250.50"),
        ("2.345.678,90", "2345678.90"),
        ("١٢٥٠٫٥٠", "1250.50"),
        ("0", "0"),
    ],
)
def test_amounts_are_understood_as_people_write_them(typed: str, understood: str) -> None:
    assert AmountField().clean(typed) == Decimal(understood)
