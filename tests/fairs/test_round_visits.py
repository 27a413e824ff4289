"""What tablets bring back from the stalls: each visit once, one figure for a stall and day, nothing refused."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from cooperatives import clock
from fairs.enrolment import revoke_device
from fairs.enums import Evidence, RoundStatus, VisitStanding
from fairs.models import DeclaredPart, DeclaredTotal, EditionMembership
from fairs.revenue.declared import NewTotal, correct_declared_total, declare_total
from fairs.revenue.models import DetailCell, RevenueLine
from fairs.revenue.services import record_sales
from fairs.rounds.keeping import SettledBefore, StillNotRecordable, settle_quarantined
from fairs.rounds.models import QuarantinedVisit, Round, Visit, VisitConflict
from fairs.rounds.services import (
    ConflictSettled,
    NotOfTheConflict,
    close_round,
    let_visit_count,
    open_round,
    reopen_round,
    settle_conflict,
)
from tests.factories import make_family, make_user
from tests.fairs.facts import line, sale
from tests.fairs.rounds import DAY, EVENING, codes, declared, in_the_book, make_enumerator, make_evening, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_evening():
    with clock.frozen_at(EVENING + timedelta(hours=1)):
        yield


def test_a_told_total_is_declared_with_its_parts_and_opens_the_round() -> None:
    oils = make_family("oils")
    edition, (stall,), salma = make_evening()

    (result,) = salma.send(visit(stall, "850.00", parts=[{"family": "oils", "amount": "600.00"}], note="Said twice"))

    assert (result["status"], result["problems"], result["conflict"]) == ("accepted", [], None)
    total = DeclaredTotal.objects.get()
    assert (total.amount, total.counts_on, total.declared_by) == (Decimal("850.00"), DAY, salma.user)
    assert (total.evidence, total.note) == (Evidence.DECLARED, "Said twice")
    assert list(DeclaredPart.objects.values_list("family", "amount")) == [(oils.pk, Decimal("600.00"))]
    cells = DetailCell.objects.order_by("gross").values_list("family__code", "gross")
    assert list(cells) == [(None, Decimal("250.00")), ("oils", Decimal("600.00"))]
    assert declared() == Decimal("850.00")
    opened = Round.objects.get()
    assert (opened.stop, opened.counts_on, opened.status) == (edition.stops.get(), DAY, RoundStatus.OPEN)
    assert Visit.objects.get().tablet == salma.tablet


def test_the_same_visit_again_is_answered_as_the_first_time_and_changes_nothing() -> None:
    _edition, (stall,), salma = make_evening()
    sent = visit(stall)

    first = salma.send(sent, sent)
    again = salma.send(sent)

    assert [result["status"] for result in (*first, *again)] == ["accepted", "duplicate", "duplicate"]
    assert again[0]["first_status"] == "accepted"
    assert (Visit.objects.count(), RevenueLine.objects.count(), QuarantinedVisit.objects.count()) == (1, 1, 0)
    assert declared() == Decimal("850.00")


def test_the_same_id_with_other_content_is_kept_beside_and_not_posted() -> None:
    _edition, (stall,), salma = make_evening()
    sent = visit(stall)
    salma.send(sent)

    (result,) = salma.send(sent | {"amount": "999.00"})

    assert (result["status"], result["first_status"], codes(result)) == ("duplicate", "accepted", ["differs"])
    assert QuarantinedVisit.objects.get().payload["amount"] == "999.00"
    assert declared() == Decimal("850.00")


def test_an_equal_second_visit_says_the_same() -> None:
    edition, (stall,), salma = make_evening()
    brahim = make_enumerator(edition, name="Brahim")
    salma.send(visit(stall))

    (result,) = brahim.send(visit(stall))

    assert (result["status"], result["problems"]) == ("accepted", [])
    assert list(Visit.objects.order_by("received_at", "standing").values_list("standing", flat=True)) == [
        VisitStanding.COUNTS,
        VisitStanding.SAME,
    ]
    assert VisitConflict.objects.count() == 0
    assert declared() == Decimal("850.00")


def test_a_visit_that_says_otherwise_is_kept_shown_and_not_posted() -> None:
    edition, (stall,), salma = make_evening()
    brahim = make_enumerator(edition, name="Brahim")
    salma.send(visit(stall))
    other = visit(stall, "580.00")

    (result,) = brahim.send(other)
    (again,) = brahim.send(other)

    assert (result["status"], codes(result)) == ("flagged", ["differs_from_visit"])
    assert result["conflict"] == {"amount": "850.00", "by": "Salma", "at": EVENING.isoformat()}
    assert (again["status"], again["first_status"]) == ("duplicate", "flagged")
    assert again["conflict"] == result["conflict"]
    conflict = VisitConflict.objects.get()
    assert (conflict.counting.amount, conflict.other.amount) == (Decimal("850.00"), Decimal("580.00"))
    assert declared() == Decimal("850.00")


def test_other_parts_of_the_same_total_are_a_difference_too() -> None:
    make_family("oils")
    _edition, (stall,), salma = make_evening()
    salma.send(visit(stall))

    (result,) = salma.send(visit(stall, parts=[{"family": "oils", "amount": "850.00"}]))

    assert codes(result) == ["differs_from_visit"]


def test_the_figure_chosen_stands_and_the_difference_is_a_correction() -> None:
    make_family("oils")
    _edition, (stall,), salma = make_evening()
    salma.send(visit(stall))
    salma.send(visit(stall, "580.00", parts=[{"family": "oils", "amount": "80.00"}]))
    conflict = VisitConflict.objects.get()
    organiser = make_user()

    settle_conflict(conflict=conflict, chosen=conflict.other, by=organiser)

    assert declared() == Decimal("580.00")
    assert DeclaredTotal.objects.get().amount == Decimal("580.00")
    cells = DetailCell.objects.exclude(gross=0).values_list("family__code", "gross").order_by("gross")
    assert list(cells) == [("oils", Decimal("80.00")), (None, Decimal("500.00"))]
    conflict.refresh_from_db()
    assert (conflict.settled_by, conflict.chosen_id) == (organiser, conflict.other_id)
    with pytest.raises(ConflictSettled):
        settle_conflict(conflict=conflict, chosen=conflict.counting, by=organiser)
    assert declared() == Decimal("580.00")
    # A third visit is held against what stands now.
    assert [
        codes(result) for result in salma.send(visit(stall, "580.00", parts=[{"family": "oils", "amount": "80.00"}]))
    ] == [[]]
    (third,) = salma.send(visit(stall, "850.00"))
    assert third["conflict"]["amount"] == "580.00"


def test_one_choice_settles_all_that_say_the_same_and_the_others_stand_against_it() -> None:
    _edition, (stall,), salma = make_evening()
    salma.send(visit(stall, "850.00"), visit(stall, "580.00"), visit(stall, "580.00"), visit(stall, "700.00"))
    first, second, third = VisitConflict.objects.order_by("pk")

    settle_conflict(conflict=first, chosen=first.other, by=make_user())

    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.chosen_id, second.settled_at is not None) == (second.other_id, True)
    assert (third.settled_at, third.counting_id) == (None, first.other_id)
    assert declared() == Decimal("580.00")
    settle_conflict(conflict=third, chosen=third.counting, by=make_user())
    assert declared() == Decimal("580.00")


def test_choosing_what_stands_changes_no_money() -> None:
    _edition, (stall,), salma = make_evening()
    salma.send(visit(stall), visit(stall, "580.00"))
    conflict = VisitConflict.objects.get()

    settle_conflict(conflict=conflict, chosen=conflict.counting, by=make_user())

    assert RevenueLine.objects.count() == 1
    assert declared() == Decimal("850.00")


def test_only_one_of_the_two_can_be_chosen() -> None:
    _edition, (stall, other), salma = make_evening(stalls=2)
    salma.send(visit(stall), visit(stall, "580.00"), visit(other, "1.00"))
    conflict = VisitConflict.objects.get()

    with pytest.raises(NotOfTheConflict):
        settle_conflict(conflict=conflict, chosen=Visit.objects.get(participation=other), by=make_user())

    conflict.refresh_from_db()
    assert (conflict.settled_at, in_the_book()) == (None, Decimal("851.00"))


def test_a_visit_against_a_total_typed_at_the_desk_follows_the_same_rule() -> None:
    _edition, (stall,), salma = make_evening()
    organiser = make_user(first_name="Nadia")
    declare_total(total=NewTotal(stall.pk, DAY, Decimal("900.00"), note="By telephone"), by=organiser)

    same, differs = salma.send(visit(stall, "900.00"), visit(stall, "850.00"))

    assert (same["status"], codes(differs)) == ("accepted", ["differs_from_visit"])
    assert (differs["conflict"]["amount"], differs["conflict"]["by"]) == ("900.00", "Nadia")
    conflict = VisitConflict.objects.get()
    desk = conflict.counting
    assert (desk.tablet, desk.by, desk.amount, desk.note) == (None, organiser, Decimal("900.00"), "By telephone")
    assert declared() == Decimal("900.00")
    settle_conflict(conflict=conflict, chosen=conflict.other, by=organiser)
    assert declared() == Decimal("850.00")


def test_a_visit_is_held_against_what_the_desk_corrected() -> None:
    _edition, (stall,), salma = make_evening()
    salma.send(visit(stall))
    correct_declared_total(total=DeclaredTotal.objects.get(), amount=Decimal("860.00"), by=make_user())

    (result,) = salma.send(visit(stall, "860.00"))

    assert result["problems"] == []
    assert VisitConflict.objects.count() == 0


@pytest.mark.parametrize("found", ["refused", "absent"])
def test_who_tells_in_the_end_counts(found: str) -> None:
    _edition, (stall,), salma = make_evening()

    before, told, after = salma.send(visit(stall, None, outcome=found), visit(stall), visit(stall, None, outcome=found))

    assert [result["status"] for result in (before, told, after)] == ["accepted"] * 3
    assert list(
        Visit.objects.filter(standing=VisitStanding.COUNTS).values_list("outcome", flat=True).order_by("outcome")
    ) == sorted([found, "told"])
    assert VisitConflict.objects.count() == 0
    assert declared() == Decimal("850.00")


def test_a_refusal_declares_nothing() -> None:
    _edition, (stall,), salma = make_evening()

    salma.send(visit(stall, None, outcome="refused"))

    assert (DeclaredTotal.objects.count(), RevenueLine.objects.count()) == (0, 0)


def test_what_was_itemised_is_not_added_to_what_was_told() -> None:
    _edition, (stall,), salma = make_evening()
    record_sales(facts=[sale(line(stall, "300.00"))])

    salma.send(visit(stall))

    assert (in_the_book(), declared()) == (Decimal("850.00"), Decimal("550.00"))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"participation": "nobody"}, "unknown_participation"),
        ({"participation": "x\0y"}, "unknown_participation"),
        ({"day": "2026-08-04"}, "day_not_come"),
        ({"parts": [{"family": "oils", "amount": "850.01"}]}, "parts_above_total"),
        ({"parts": [{"family": "oils", "amount": "500"}, {"family": "oils", "amount": "400"}]}, "parts_above_total"),
        ({"parts": [{"family": "nothing", "amount": "1"}]}, "unknown_family"),
        ({"amount": "-1"}, "unreadable"),
        ({"amount": "many"}, "unreadable"),
        ({"amount": True}, "unreadable"),
        ({"amount": "1.001"}, "unreadable"),
        ({"amount": None}, "unreadable"),
        ({"outcome": "refused", "amount": None, "parts": [{"family": "oils", "amount": "1"}]}, "unreadable"),
        ({"outcome": "refused"}, "unreadable"),
        ({"outcome": "slept"}, "unreadable"),
        ({"day": "2026-13-01"}, "unreadable"),
        ({"day": 20260803}, "unreadable"),
        ({"at": 1}, "unreadable"),
        ({"id": "7"}, "unreadable"),
    ],
)
def test_what_cannot_be_recorded_is_kept_word_for_word_and_stops_no_other(given: dict, code: str) -> None:
    make_family("oils")
    _edition, (stall, other), salma = make_evening(stalls=2)
    broken = visit(stall) | given

    kept, good = salma.send(broken, visit(other, "10.00"))
    (again,) = salma.send(broken)

    assert (kept["status"], codes(kept)[0], good["status"]) == ("invalid", code, "accepted")
    assert (again["status"], again["first_status"]) == ("duplicate", "invalid")
    assert QuarantinedVisit.objects.count() == 1
    assert in_the_book() == Decimal("10.00")


def test_an_element_that_is_no_visit_at_all_is_kept_too() -> None:
    _edition, _stalls, salma = make_evening()

    results = salma.send(None, 7, "x", [])

    assert [(result["id"], result["status"]) for result in results] == [(None, "invalid")] * 4
    assert QuarantinedVisit.objects.count() == 4


def test_a_visit_that_was_mended_under_its_own_id_is_taken() -> None:
    _edition, (stall,), salma = make_evening()
    sent = visit(stall)
    salma.send(sent | {"participation": "nobody"})

    (result,) = salma.send(sent)

    assert result["status"] == "accepted"
    assert declared() == Decimal("850.00")


def test_far_from_usual_is_flagged_and_posted_unless_it_was_asked_again() -> None:
    _edition, (stall, other, third), salma = make_evening(stalls=3)
    declare_total(total=NewTotal(stall.pk, DAY - timedelta(days=1), Decimal("500.00")), by=None)

    usual, far, asked, by_neighbours = salma.send(
        visit(stall, "50000.00"),
        visit(stall, "50000.01", day="2026-08-02"),
        visit(other, "90000.00", asked_again=True),
        visit(third, "50000.01"),
    )

    assert (codes(usual), codes(asked)) == ([], [])
    assert "differs_from_visit" in codes(far)
    assert codes(by_neighbours) == ["unusual"]
    assert in_the_book() == Decimal("190500.01")


def test_what_is_odd_is_flagged_and_posted() -> None:
    _edition, (stall,), salma = make_evening()
    type(stall).objects.update(status="withdrawn")
    late = visit(stall, at=(EVENING + timedelta(hours=2)).isoformat(), day="2026-08-01")

    (result,) = salma.send(late)

    assert codes(result) == ["in_the_future", "outside_days", "not_participating"]
    assert (result["status"], declared()) == ("flagged", Decimal("850.00"))


def test_a_visit_to_a_finished_round_is_received_and_flagged() -> None:
    edition, (stall, other), salma = make_evening(stalls=2)
    organiser = make_user()
    round_ = open_round(stop=edition.stops.get(), counts_on=DAY, by=organiser)
    close_round(round_=round_, by=organiser)

    (late,) = salma.send(visit(stall))
    reopen_round(round_=round_, by=organiser)
    (again,) = salma.send(visit(other))

    assert (late["status"], codes(late)) == ("flagged", ["round_closed"])
    assert (again["status"], Round.objects.get().closed_at) == ("accepted", None)
    assert declared() == Decimal("1700.00")


def test_a_visit_after_the_closing_stands_apart_as_a_correction() -> None:
    edition, (stall,), salma = make_evening()
    edition.settled_at = clock.now()
    edition.save()

    (result,) = salma.send(visit(stall))

    assert codes(result) == ["settled"]
    assert DetailCell.objects.get().corrections == Decimal("850.00")


def test_a_tablet_that_was_switched_off_is_heard_and_not_recorded() -> None:
    _edition, (stall,), salma = make_evening()
    before = visit(stall)
    salma.send(before)
    revoke_device(device=salma.tablet, by=None)

    known, kept = salma.send(before, visit(stall, "1.00"))

    assert (known["status"], kept["status"], codes(kept)) == ("duplicate", "invalid", ["tablet_revoked"])
    assert salma.get("book").status_code == 403
    assert (QuarantinedVisit.objects.count(), declared()) == (1, Decimal("850.00"))


def test_a_person_may_let_count_what_a_switched_off_tablet_sent() -> None:
    _edition, (stall,), salma = make_evening()
    revoke_device(device=salma.tablet, by=None)
    salma.send(visit(stall), visit("nobody"))
    kept, hopeless = QuarantinedVisit.objects.order_by("pk")
    organiser = make_user()

    let_visit_count(row_id=kept.pk, by=organiser)

    assert (declared(), DeclaredTotal.objects.get().declared_by) == (Decimal("850.00"), salma.user)
    kept.refresh_from_db()
    assert (kept.settled_by, kept.outcome) == (organiser, str(Visit.objects.get().pk))
    with pytest.raises(StillNotRecordable):
        let_visit_count(row_id=kept.pk, by=organiser)
    with pytest.raises(StillNotRecordable):
        let_visit_count(row_id=hopeless.pk, by=organiser)
    settle_quarantined(row_id=hopeless.pk, outcome="A try-out", by=organiser)
    with pytest.raises(SettledBefore):
        settle_quarantined(row_id=hopeless.pk, outcome="Again", by=organiser)
    assert declared() == Decimal("850.00")


def test_a_tablet_whose_persons_role_ended_is_refused_like_a_revoked_one() -> None:
    _edition, (stall,), salma = make_evening()
    EditionMembership.objects.update(ended_at=clock.now())

    (kept,) = salma.send(visit(stall))

    assert (kept["status"], codes(kept)) == ("invalid", ["role_ended"])
    assert salma.get("book").status_code == 403
    assert (DeclaredTotal.objects.count(), QuarantinedVisit.objects.count()) == (0, 1)


def test_many_stalls_take_a_bounded_number_of_queries(django_assert_max_num_queries) -> None:
    _edition, stalls, salma = make_evening(stalls=40)

    with django_assert_max_num_queries(60):
        results = salma.send(*(visit(stall, "100.00", id=str(uuid4())) for stall in stalls))

    assert {result["status"] for result in results} == {"accepted"}
    assert declared() == Decimal("4000.00")
