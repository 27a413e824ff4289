"""Communes and cooperatives are chosen in a window, not from a list of thousands."""

import pytest

from tests.factories import make_cooperative, make_edition, make_participation, make_product
from tests.marketplace.staff import staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def test_no_form_lists_every_commune_or_cooperative() -> None:
    cooperative = make_cooperative()
    product, edition = make_product(cooperative=cooperative), make_edition()
    make_participation(edition, cooperative)
    client = staff_client()

    for url in (
        "cooperatives/new/",
        f"cooperatives/edit/{cooperative.pk}/",
        "memberships/new/",
        "certificates/new/",
        "products/new/",
        f"products/edit/{product.pk}/",
        "editions/new/",
        "stops/new/",
        "participations/new/",
        "commission_rules/new/",
    ):
        page = client.get(f"/cms/{url}").content.decode()
        assert 'name="commune"' in page or 'name="cooperative"' in page, url
        assert '<select name="commune"' not in page, url
        assert '<select name="cooperative"' not in page, url


def test_chooser_shows_what_was_chosen_with_its_province() -> None:
    cooperative = make_cooperative()

    page = staff_client().get(f"/cms/cooperatives/edit/{cooperative.pk}/").content.decode()

    assert f"{cooperative.commune.name} — {cooperative.commune.province.name}" in page


def test_form_opened_from_a_cooperatives_page_has_it_filled_in() -> None:
    cooperative = make_cooperative()

    page = staff_client().get(f"/cms/memberships/new/?cooperative={cooperative.pk}").content.decode()

    assert f'name="cooperative" value="{cooperative.pk}"' in page
