"""A keeper sends a product, reads where it stands and why, and takes it back."""

import pytest
from django.test import Client
from django.utils import translation

from catalogue.models import Product
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import seen_of, unsettled_of
from catalogue.moderation.services import accept_revision, ask_again, change_product
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from marketplace.workspace.products.moderation import standing_of
from tests.factories import make_cooperative, make_member, make_product, make_user
from tests.fairs.organisers import signed_in
from tests.marketplace.staff import send, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def keeper(cooperative: Cooperative) -> Client:
    return signed_in(make_member(cooperative, role=Role.CATALOGUE_KEEPER))


@pytest.fixture
def draft(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, is_public=False, title_fr="Huile")


def act(client: Client, product: Product, name: str):
    return send(client, f"/en/workspace/products/{product.public_id}/{name}/")


def page(client: Client, product: Product) -> str:
    return client.get(f"/en/workspace/products/{product.public_id}/").content.decode()


def judge(product: Product, *, reason: str = "") -> ProductRevision:
    revision = unsettled_of(product)
    seen, staff = seen_of(revision)[2], make_user()
    if reason:
        return ask_again(revision_id=revision.pk, seen=seen, reason=reason, by=staff)
    return accept_revision(revision_id=revision.pk, seen=seen, by=staff)


def test_a_draft_is_sent_and_waits(keeper: Client, draft: Product) -> None:
    assert "Send it for sale" in page(keeper, draft)

    response = act(keeper, draft, "send")

    assert "Our staff looks at it" in told(response)
    assert ProductRevision.objects.get().status == RevisionStatus.SENT
    assert "Being checked" in page(keeper, draft)
    assert "Send it for sale" not in page(keeper, draft)


def test_what_is_missing_is_said_and_nothing_is_sent(keeper: Client, draft: Product) -> None:
    Product.objects.filter(pk=draft.pk).update(onssa_number="", durability_months=None)
    assert "Send it for sale" not in page(keeper, draft)

    response = act(keeper, draft, "send")

    with translation.override("en"):
        assert told(response) == " ".join(standing_of(Product.objects.get(pk=draft.pk)).missing)
    assert not ProductRevision.objects.exists()


def test_sent_twice_it_waits_once(keeper: Client, draft: Product) -> None:
    act(keeper, draft, "send")
    assert "It was sent before." in told(act(keeper, draft, "send"))
    assert ProductRevision.objects.count() == 1


def test_a_trusted_cooperative_sells_at_once(keeper: Client, cooperative: Cooperative, draft: Product) -> None:
    Cooperative.objects.filter(pk=cooperative.pk).update(is_trusted=True)
    assert "On sale from now on." in told(act(keeper, draft, "send"))
    assert Product.objects.on_sale().get() == draft


def test_the_reason_stands_on_its_page_until_it_is_sent_again(keeper: Client, draft: Product) -> None:
    act(keeper, draft, "send")
    judge(draft, reason="Take a clearer picture <b>")
    assert "Take a clearer picture &lt;b&gt;" in page(keeper, draft)
    assert "Send it again" in page(keeper, draft)

    act(keeper, draft, "send")

    assert "Take a clearer picture" not in page(keeper, draft)
    assert unsettled_of(draft).number == 2


def test_it_is_taken_back(keeper: Client, draft: Product) -> None:
    act(keeper, draft, "send")
    assert "Nobody looks at it now." in told(act(keeper, draft, "withdraw"))
    assert (unsettled_of(draft), Product.objects.get().is_public) == (None, False)


def test_taken_back_too_late_it_says_so_and_stays_on_sale(keeper: Client, draft: Product) -> None:
    act(keeper, draft, "send")
    judge(draft)
    assert "our staff was faster" in told(act(keeper, draft, "withdraw"))
    assert Product.objects.get().is_public


def test_a_change_of_what_is_on_sale_is_said_to_wait_and_can_be_dropped(
    keeper: Client, cooperative: Cooperative
) -> None:
    product = make_product(cooperative=cooperative, title_fr="Huile", title_en="Oil")
    change_product(product_id=product.pk, values={"title_en": "Better oil"}, by=make_user())
    assert "Your change waits for our staff" in page(keeper, product)

    act(keeper, product, "withdraw")

    assert "Your change waits" not in page(keeper, product)
    assert Product.objects.get().title_en == "Oil"


@pytest.mark.parametrize("name", ["send", "withdraw"])
@pytest.mark.parametrize("role", [Role.SELLER, Role.ACCOUNTANT])
def test_only_who_keeps_the_catalogue_sends_and_withdraws(
    role: str, name: str, cooperative: Cooperative, draft: Product
) -> None:
    assert act(signed_in(make_member(cooperative, role=role)), draft, name).status_code == 404
    assert not ProductRevision.objects.exists()
