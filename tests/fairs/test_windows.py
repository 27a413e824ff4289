"""An online line counts for an edition only when participant, listing and window all say so."""

from datetime import timedelta

import pytest

from cooperatives import clock
from fairs.enums import ParticipationStatus
from fairs.models import Edition, Participation
from fairs.windows import Counting, counting_editions
from tests.factories import make_cooperative, make_edition, make_participation, make_product

pytestmark = pytest.mark.django_db


def counting(product, edition: Edition | None = None) -> Counting | None:
    found = counting_editions(came_through={product.pk: edition.pk if edition else None}, at=clock.now())
    return found.get(product.pk)


def listed(product, **edition) -> tuple[Edition, Participation]:
    made = make_edition(**edition)
    return made, make_participation(made, product.cooperative, products=[product])


def test_a_listed_product_of_a_participant_counts_inside_the_window() -> None:
    product = make_product()
    edition, participation = listed(product)

    assert counting(product) == Counting(edition.pk, edition.programme_id, participation.stop_id, participation.pk)


def test_a_product_that_is_not_listed_counts_for_none() -> None:
    cooperative = make_cooperative()
    make_participation(make_edition(), cooperative, products=[])

    assert counting(make_product(cooperative=cooperative)) is None


def test_an_edition_whose_online_window_is_over_counts_for_none_even_when_it_came_through_its_page() -> None:
    product = make_product()
    yesterday = clock.now() - timedelta(days=1)
    edition, _ = listed(product, online_opens_at=yesterday - timedelta(days=5), online_closes_at=yesterday)

    assert counting(product, edition) is None


def test_a_participant_that_withdrew_counts_for_none() -> None:
    product = make_product()
    _, participation = listed(product)
    Participation.objects.filter(pk=participation.pk).update(status=ParticipationStatus.WITHDRAWN)

    assert counting(product) is None


def test_of_two_open_windows_the_one_that_ends_first_wins() -> None:
    product = make_product()
    listed(product, days=9)
    sooner, _ = listed(product, days=3)

    assert counting(product).edition_id == sooner.pk


def test_the_edition_it_came_through_wins_over_the_one_that_ends_first() -> None:
    product = make_product()
    later, _ = listed(product, days=9)
    listed(product, days=3)

    assert counting(product, later).edition_id == later.pk


def test_many_products_are_asked_in_one_query(django_assert_num_queries) -> None:
    products = [make_product() for _ in range(5)]
    for product in products:
        listed(product)

    with django_assert_num_queries(1):
        found = counting_editions(came_through=dict.fromkeys((p.pk for p in products), None), at=clock.now())
    assert len(found) == 5
