"""The round at the desk: who has a figure and by which evidence, who is missing, two figures to choose between."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from cooperatives import clock
from cooperatives.idempotency import new_token
from fairs.enums import EditionRole, Evidence, RoundStatus
from fairs.models import DeclaredTotal, Edition
from fairs.organiser.forms import AmountField
from fairs.revenue.declared import NewTotal, declare_total
from fairs.revenue.models import RevenueLine
from fairs.rounds.models import Round, Visit, VisitConflict
from tests.factories import make_stall
from tests.fairs.organisers import (
    EVENING,
    FIRST_DAY,
    make_fair,
    make_organiser,
    make_participants,
    questions,
    sell,
    signed_in,
)
from tests.fairs.rounds import Enumerator, make_enumerator

pytestmark = pytest.mark.django_db
SECOND_DAY = FIRST_DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.frozen_at(EVENING):
        yield


@pytest.fixture
def edition() -> Edition:
    return make_fair()


@pytest.fixture
def organiser(edition):
    return make_organiser(edition)


@pytest.fixture
def client(organiser) -> Client:
    return signed_in(organiser)


def at(edition: Edition, name: str = "round", **more: str) -> str:
    return reverse(f"organiser:{name}", args=[edition.code, *more.values()])


def on(day=SECOND_DAY) -> str:
    return f"1:{day.isoformat()}"


def visit(participation, **given: object) -> dict[str, object]:
    """A told total of 100 dirhams on the second day."""
    values: dict[str, object] = {
        "id": str(uuid4()),
        "participation": participation.public_id,
        "day": SECOND_DAY.isoformat(),
        "at": EVENING.isoformat(),
        "outcome": "told",
        "amount": "100.00",
    }
    return values | given


def refused(participation, outcome: str = "refused") -> dict[str, object]:
    return visit(participation, outcome=outcome, amount=None)


@pytest.fixture
def enumerator(edition) -> Enumerator:
    return make_enumerator(edition)


def rows(client: Client, edition: Edition, **query: str) -> dict[str, object]:
    response = client.get(at(edition), {"on": on()} | query)
    assert response.status_code == 200
    return {row.public_id: row for row in response.context["listed"]}


def test_declared_and_itemised_stand_side_by_side_and_count_once(client, edition, enumerator) -> None:
    (participation,) = make_participants(edition, 1)
    sell(participation, "70.00", counts_on=SECOND_DAY)
    enumerator.send(visit(participation, amount="100.00"))

    row = rows(client, edition)[participation.public_id]

    assert (row.itemised, row.declared.amount, row.difference, row.counts) == (
        Decimal("70.00"),
        Decimal("100.00"),
        Decimal("30.00"),
        Decimal("100.00"),
    )


def test_where_the_till_has_more_the_till_counts(client, edition, enumerator) -> None:
    (participation,) = make_participants(edition, 1)
    sell(participation, "170.00", counts_on=SECOND_DAY)
    enumerator.send(visit(participation, amount="100.00"))

    row = rows(client, edition)[participation.public_id]

    assert (row.difference, row.counts) == (Decimal("-70.00"), Decimal("170.00"))


def test_each_stall_says_where_it_stands(client, edition, enumerator) -> None:
    told, silent, gone, unasked = make_participants(edition, 4)
    enumerator.send(visit(told), refused(silent), refused(gone, "absent"))

    shown = client.get(at(edition), {"on": on()})

    assert {row.public_id: row.state for row in shown.context["listed"]} == {
        told.public_id: "known",
        silent.public_id: "refused",
        gone.public_id: "absent",
        unasked.public_id: "missing",
    }
    sums = shown.context["sums"]
    assert (sums.taking_part, sums.known, sums.missing, sums.refused, sums.absent, sums.counts) == (
        4,
        1,
        1,
        1,
        1,
        Decimal("100.00"),
    )


def test_only_the_missing_are_listed_when_asked_for(client, edition, enumerator) -> None:
    told, unasked = make_participants(edition, 2)
    enumerator.send(visit(told))

    assert list(rows(client, edition, show="missing")) == [unasked.public_id]


def test_list_to_print_holds_all_without_a_figure_by_stall(client, edition, enumerator) -> None:
    told, silent, unasked = make_participants(edition, 3)
    for code, participation in (("B2", told), ("B1", silent), ("A1", unasked)):
        make_stall(edition, participation, code=code)
    enumerator.send(visit(told), refused(silent))

    listed = client.get(at(edition, "round-missing"), {"on": on()}).context["rows"]

    assert [row.stalls for row in listed] == [("A1",), ("B1",)]


@pytest.mark.parametrize("asked", ["2:2026-08-04", "1:2026-07-01", "1:2026-08-05", "soon"])
def test_evening_that_is_none_of_the_edition_is_not_there(client, edition, asked: str) -> None:
    assert client.get(at(edition), {"on": asked}).status_code == 404


def test_each_stall_stands_beside_what_it_takes_on_its_other_days(client, edition, enumerator) -> None:
    known, new = make_participants(edition, 2)
    declare_total(total=NewTotal(known.pk, FIRST_DAY, Decimal("400.00")), by=None)
    enumerator.send(visit(known, amount="1000.00"))

    shown = rows(client, edition)

    assert (shown[known.public_id].usual, shown[known.public_id].times_usual) == (Decimal("400.00"), Decimal("2.5"))
    # Without a day of its own: the middle of all stalls and days of the stop, and nothing to compare yet.
    assert (shown[new.public_id].usual, shown[new.public_id].times_usual) == (Decimal("700.00"), None)


def test_page_takes_as_many_questions_for_many_stalls_as_for_few(client, edition, enumerator) -> None:
    few = make_participants(edition, 2)
    enumerator.send(*[visit(one) for one in few])
    before = questions(client, f"{at(edition)}?on={on()}")
    enumerator.send(*[visit(one) for one in make_participants(edition, 6)])

    assert questions(client, f"{at(edition)}?on={on()}") == before


def test_withdrawn_who_never_came_is_not_missing(client, edition) -> None:
    gone, here = make_participants(edition, 2)
    gone.status = "withdrawn"
    gone.save(update_fields=["status"])

    assert list(rows(client, edition)) == [here.public_id]


def test_round_is_closed_and_opened_again(client, edition, organiser) -> None:
    given = {"on": on(), "to": "closed", "once": new_token()}
    assert client.post(at(edition, "round-state"), given).status_code == 302
    round_ = Round.objects.get()
    assert (round_.status, round_.counts_on, round_.closed_by) == (RoundStatus.CLOSED, SECOND_DAY, organiser)

    client.post(at(edition, "round-state"), {"on": on(), "to": "open", "once": new_token()})
    round_.refresh_from_db()
    assert (round_.status, round_.closed_at) == (RoundStatus.OPEN, None)


def test_round_closed_twice_stays_closed(client, edition) -> None:
    for _ in range(2):
        client.post(at(edition, "round-state"), {"on": on(), "to": "closed", "once": new_token()})

    assert Round.objects.get().status == RoundStatus.CLOSED


# Two figures


@pytest.fixture
def conflict(edition, enumerator) -> VisitConflict:
    (participation,) = make_participants(edition, 1)
    enumerator.send(visit(participation, amount="100.00"))
    make_enumerator(edition).send(visit(participation, amount="130.00"))
    return VisitConflict.objects.get()


def posted() -> Decimal:
    return sum(RevenueLine.objects.values_list("amount", flat=True), Decimal(0))


def test_both_figures_are_shown_and_the_first_counts(client, edition, conflict) -> None:
    (shown,) = client.get(at(edition, "round-conflicts")).context["waiting_conflicts"]

    assert (shown["conflict"].counting.amount, shown["conflict"].other.amount, shown["difference"]) == (
        Decimal("100.00"),
        Decimal("130.00"),
        Decimal("30.00"),
    )
    assert posted() == Decimal("100.00")


@pytest.mark.parametrize(("which", "amount"), [("counting", "100.00"), ("other", "130.00")])
def test_chosen_figure_counts_alone(client, edition, organiser, conflict, which: str, amount: str) -> None:
    chosen = getattr(conflict, which)
    url = at(edition, "settle-conflict", conflict=conflict.public_id)

    assert client.post(url, {"visit": str(chosen.pk), "once": new_token()}).status_code == 302

    conflict.refresh_from_db()
    assert (conflict.chosen, conflict.settled_by) == (chosen, organiser)
    assert DeclaredTotal.objects.get(evidence=Evidence.DECLARED).amount == Decimal(amount)
    assert posted() == Decimal(amount)


def test_choosing_nothing_is_refused_beside_the_two(client, edition, conflict) -> None:
    response = client.post(at(edition, "settle-conflict", conflict=conflict.public_id), {"once": new_token()})

    assert response.status_code == 422
    assert response.context["waiting_conflicts"][0]["errors"]
    conflict.refresh_from_db()
    assert conflict.settled_at is None


def test_second_choice_changes_nothing(client, edition, conflict) -> None:
    url = at(edition, "settle-conflict", conflict=conflict.public_id)
    client.post(url, {"visit": str(conflict.counting_id), "once": new_token()})

    client.post(url, {"visit": str(conflict.other_id), "once": new_token()})

    conflict.refresh_from_db()
    assert conflict.chosen_id == conflict.counting_id
    assert posted() == Decimal("100.00")


def test_conflict_of_another_edition_is_not_there(conflict) -> None:
    other = make_fair()
    stranger = signed_in(make_organiser(other))
    given = {"visit": str(conflict.other_id), "once": new_token()}

    for edition in (other, conflict.counting.round.stop.edition):
        assert stranger.post(at(edition, "settle-conflict", conflict=conflict.public_id), given).status_code == 404
    conflict.refresh_from_db()
    assert conflict.settled_at is None


# The photographed notebook


@pytest.fixture
def photographed(edition, enumerator, settings, tmp_path) -> Visit:
    (participation,) = make_participants(edition, 1)
    sent = visit(participation, photo=True)
    enumerator.send(sent)
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "#fff").save(drawn, "JPEG")
    assert enumerator.put_photo(str(sent["id"]), drawn.getvalue()).status_code == 204
    return Visit.objects.get()


def test_notebook_is_shown_to_who_works_on_the_edition(client, edition, photographed) -> None:
    response = client.get(at(edition, "round-photo", visit=photographed.pk))

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"


def test_notebook_is_not_there_for_others(edition, photographed) -> None:
    reader = make_organiser(edition, role=EditionRole.COMMITTEE)
    stranger = make_organiser(make_fair())

    for person in (reader, stranger):
        assert signed_in(person).get(at(edition, "round-photo", visit=photographed.pk)).status_code == 404


# A hundred times the usual


@pytest.fixture
def usual(edition):
    """A participation that takes ten dirhams on its first day."""
    (participation,) = make_participants(edition, 1)
    declare_total(total=NewTotal(participation.pk, FIRST_DAY, Decimal(10)), by=None)
    return participation


def given(participation, amount: str, **more: str) -> dict[str, str]:
    return {
        "participation": participation.public_id,
        "day": SECOND_DAY.isoformat(),
        "amount": amount,
        "evidence": "declared",
        "note": "vu le cahier",
        "once": new_token(),
    } | more


def test_total_of_a_hundred_times_the_usual_is_asked_about_and_kept(client, edition, usual) -> None:
    response = client.post(at(edition, "declared"), given(usual, "1000,01"))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["sure"]
    page = response.content.decode()
    assert 'value="1000,01"' in page
    assert 'value="vu le cahier"' in page
    assert 'type="checkbox" name="sure"' in page
    assert not DeclaredTotal.objects.filter(counts_on=SECOND_DAY).exists()


def test_total_that_is_said_to_be_right_is_written_down(client, edition, usual) -> None:
    response = client.post(at(edition, "declared"), given(usual, "1000,01", sure="on"))

    assert response.status_code == 302
    assert DeclaredTotal.objects.get(counts_on=SECOND_DAY).amount == Decimal("1000.01")


def test_a_hundred_times_exactly_is_not_asked_about(client, edition, usual) -> None:
    assert client.post(at(edition, "declared"), given(usual, "1000")).status_code == 302


def test_correction_to_a_hundred_times_the_usual_is_asked_about(client, edition, usual) -> None:
    declare_total(total=NewTotal(usual.pk, SECOND_DAY, Decimal(12)), by=None)
    url = reverse("organiser:correct-declared", args=[edition.code, usual.public_id, SECOND_DAY, "declared"])

    response = client.post(url, {"amount": "1200,50", "once": new_token()})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["sure"])
    assert DeclaredTotal.objects.get(counts_on=SECOND_DAY).amount == Decimal(12)
    assert AmountField().clean("1200,50") == Decimal("1200.50")


def test_committee_reads_and_changes_nothing(edition, conflict) -> None:
    reader = signed_in(make_organiser(edition, role=EditionRole.COMMITTEE))

    assert reader.get(at(edition)).status_code == 200
    assert '<form method="post"' not in reader.get(at(edition, "round-conflicts")).content.decode()
    assert reader.post(at(edition, "round-state"), {"on": on(), "to": "closed"}).status_code == 404
    assert not Round.objects.filter(status=RoundStatus.CLOSED).exists()
