"""The log of the workspace says what changed in plain words, and nothing that a program wrote for itself."""

import pytest
from django.test import Client

from cooperatives.audit.services import record_act
from tests.factories import make_cooperative, make_member, make_product
from tests.fairs.organisers import signed_in

pytestmark = pytest.mark.django_db
LOG = "/en/workspace/people/log/"


@pytest.fixture
def client_of_manager() -> Client:
    cooperative = make_cooperative()
    manager = make_member(cooperative, first_name="Amina")
    record_act(
        action="product.change",
        subject=make_product(cooperative=cooperative, title_en="Honey of thyme"),
        by=manager,
        cooperative=cooperative,
        before={"net_quantity": "200.000", "net_unit": "g", "unit": "piece", "digest": "a" * 64, "meta_title": "x"},
        after={
            "net_quantity": "250.500",
            "net_unit": "ml",
            "unit": "kg",
            "digest": "b" * 64,
            "meta_title": "y",
            "allergens": ["milk"],
            "shipping_class": "cold",
            "Amlou, 200 g": "1 / 2",
        },
    )
    return signed_in(manager)


def test_values_are_said_in_the_words_of_the_page(client_of_manager: Client) -> None:
    shown = client_of_manager.get(LOG).content.decode()

    for words in ("Honey of thyme", "250.5<", "200<", "Kept cold", "milk", "Amlou, 200 g", "1 / 2"):
        assert words in shown, words
    assert "standalone" not in shown


def test_what_a_program_wrote_for_itself_is_left_out(client_of_manager: Client) -> None:
    shown = client_of_manager.get(LOG).content.decode()

    for words in ("bbbb", "Digest", "Meta title", "net_quantity"):
        assert words not in shown, words
