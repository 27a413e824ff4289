"""What the database itself refuses of fairs, whoever asks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cooperatives import clock
from fairs.models import DeclaredTotal, EditionMembership, Listing, Participation, Stall, StallAssignment, Stop
from tests.factories import (
    make_cooperative,
    make_edition,
    make_participation,
    make_product,
    make_programme,
    make_stall,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 3)


@pytest.fixture
def fair():
    return make_edition(starts_on=DAY)


def test_an_unshared_stall_is_given_once_a_day(fair) -> None:
    first, second = (make_participation(fair, make_cooperative()) for _ in range(2))
    stall = make_stall(fair, first)

    with pytest.raises(IntegrityError, match="stallassignment_unshared_given_once_a_day"), transaction.atomic():
        StallAssignment.objects.create(stall=stall, day=first.stop.days.first(), participation=second)

    assert set(stall.assignments.values_list("participation", flat=True)) == {first.pk}


def test_a_shared_stall_takes_several_but_each_once(fair) -> None:
    first, second = (make_participation(fair, make_cooperative()) for _ in range(2))
    stall = make_stall(fair, first, second, is_shared=True)
    day = first.stop.days.first()

    assert stall.assignments.filter(day=day).count() == 2
    with pytest.raises(IntegrityError, match="stallassignment_once"), transaction.atomic():
        StallAssignment.objects.create(stall=stall, day=day, participation=first)


def test_a_stall_has_its_code_once_in_an_edition(fair) -> None:
    make_stall(fair)

    with pytest.raises(IntegrityError, match="stall_code_once"), transaction.atomic():
        Stall.objects.create(edition=fair, code="A1")


def test_a_cooperative_takes_part_in_a_stop_once(fair) -> None:
    taking_part = make_participation(fair, make_cooperative())

    with pytest.raises(IntegrityError, match="participation_once_per_stop"), transaction.atomic():
        Participation.objects.create(stop=taking_part.stop, cooperative=taking_part.cooperative)


def test_a_participant_lists_only_what_is_its_own(fair) -> None:
    taking_part, stranger = make_participation(fair, make_cooperative()), make_product()

    with pytest.raises(DatabaseError, match="not of the participant"), transaction.atomic():
        Listing.objects.create(participation=taking_part, product=stranger)

    assert not Listing.objects.exists()


def test_stops_of_one_edition_never_overlap(fair) -> None:
    stop = fair.stops.get()
    beside = Stop(edition=fair, number=2, commune=stop.commune, region=stop.region, name_fr="Deux")
    beside.starts_at, beside.ends_at = stop.ends_at - timedelta(hours=1), stop.ends_at + timedelta(days=1)

    with pytest.raises(IntegrityError, match="stop_never_overlaps_its_siblings"), transaction.atomic():
        beside.save()

    beside.starts_at = stop.ends_at
    beside.save()
    assert fair.stops.count() == 2


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"ends_at": clock.now() - timedelta(days=900)}, "edition_begins_before_it_ends"),
        ({"online_closes_at": None}, "edition_online_window_upright"),
        ({"name_ar": "", "name_fr": "", "name_en": ""}, "edition_name_in_one_language"),
    ],
)
def test_an_edition_is_never_upside_down(given, rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        make_edition(**given)


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"amount": Decimal("-1.00")}, "declaredtotal_not_negative"),
        ({"evidence": "itemised"}, "declaredtotal_is_not_itemised"),
    ],
)
def test_a_declared_total_is_a_total_that_nobody_itemised(fair, given, rule: str) -> None:
    taking_part = make_participation(fair, make_cooperative())

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        DeclaredTotal.objects.create(
            **{"participation": taking_part, "counts_on": DAY, "amount": Decimal("5.00")} | given
        )


def test_a_role_is_for_an_edition_or_for_a_programme(fair) -> None:
    user = make_user()

    for places in ({}, {"edition": fair, "programme": make_programme()}):
        with pytest.raises(IntegrityError, match="editionmembership_of_an_edition_or_a"), transaction.atomic():
            EditionMembership.objects.create(user=user, role="owner", **places)
