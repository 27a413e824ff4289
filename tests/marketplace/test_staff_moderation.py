"""Staff look at what was sent: the oldest first, beside how it was, and give one of two answers."""

from typing import Any

import pytest
from django.test import Client

from catalogue.models import Product
from catalogue.moderation.diff import Piece, marked
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import seen_of, unsettled_of
from catalogue.moderation.services import change_product, send_for_sale
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from tests.factories import make_cooperative, make_member, make_product
from tests.marketplace.staff import send, staff_client, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def staff() -> Client:
    return staff_client()


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def keeper(cooperative: Cooperative) -> User:
    return make_member(cooperative)


@pytest.fixture
def changed(cooperative: Cooperative, keeper: User) -> ProductRevision:
    product = make_product(cooperative=cooperative, title_fr="Huile vierge", title_ar="زيت")
    change_product(product_id=product.pk, values={"title_fr": "Huile extra vierge"}, by=keeper)
    return unsettled_of(product)


def page_of(revision: ProductRevision) -> str:
    return f"/cms/moderation/inspect/{revision.pk}/"


def act(staff: Client, revision: ProductRevision, name: str, **data: Any) -> Any:
    return send(staff, f"{page_of(revision)}{name}/", **data)


def seen(revision: ProductRevision) -> str:
    return seen_of(ProductRevision.objects.get(pk=revision.pk))[2]


def test_the_oldest_stands_first_and_what_was_judged_stands_no_more(
    staff: Client, cooperative: Cooperative, keeper: User, changed: ProductRevision
) -> None:
    draft = make_product(cooperative=cooperative, is_public=False)
    newer = send_for_sale(product_id=draft.pk, by=keeper)

    listed = list(staff.get("/cms/moderation/").context["object_list"])
    act(staff, changed, "accept", seen=seen(changed))

    assert listed == [changed, newer]
    assert list(staff.get("/cms/moderation/").context["object_list"]) == [newer]


def test_the_words_that_changed_are_marked(staff: Client, changed: ProductRevision) -> None:
    response = staff.get(page_of(changed))
    page = response.content.decode()

    assert '<ins><span class="addition">extra </span></ins>' in page
    assert page.count("<del>") == 0
    assert len(response.context["differences"]) == 1


def test_words_are_compared_one_by_one() -> None:
    before, after = marked("Huile d'argan, 250 ml", "Huile d'olive, 250 ml")
    assert [piece for piece in before if piece.is_changed] == [Piece("argan", True)]
    assert [piece for piece in after if piece.is_changed] == [Piece("olive", True)]
    assert "".join(piece.text for piece in after) == "Huile d'olive, 250 ml"
    assert marked("", "Nouveau") == ((), (Piece("Nouveau", True),))


def test_accepting_puts_the_change_before_shoppers(staff: Client, changed: ProductRevision) -> None:
    page = staff.get(page_of(changed)).context

    response = send(staff, page["accept_url"], seen=page["seen"])

    assert response.status_code == 302
    assert Product.objects.get().title_fr == "Huile extra vierge"
    assert staff.get(page_of(changed)).context["accept_url"] == ""


def test_what_changed_since_the_page_was_shown_is_not_accepted(
    staff: Client, keeper: User, changed: ProductRevision
) -> None:
    shown = seen(changed)
    change_product(product_id=changed.product_id, values={"title_fr": "Huile miraculeuse"}, by=keeper)

    response = act(staff, changed, "accept", seen=shown)

    assert response.status_code == 422
    assert Product.objects.get().title_fr == "Huile vierge"


def test_what_nobody_looked_at_is_not_accepted(staff: Client, changed: ProductRevision) -> None:
    assert act(staff, changed, "accept").status_code == 422
    assert ProductRevision.objects.get().status == RevisionStatus.SENT


def test_asking_for_a_change_needs_a_reason(staff: Client, changed: ProductRevision) -> None:
    response = act(staff, changed, "ask-again", seen=seen(changed), reason=" ")
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reason"}

    act(staff, changed, "ask-again", seen=seen(changed), reason="No miracles")

    revision = ProductRevision.objects.get()
    assert (revision.status, revision.reason) == (RevisionStatus.ASKED_AGAIN, "No miracles")


def test_who_comes_second_is_told(staff: Client, changed: ProductRevision) -> None:
    shown = seen(changed)
    act(staff, changed, "accept", seen=shown)
    response = act(staff_client(), changed, "ask-again", seen=shown, reason="x")
    assert response.status_code == 422
    assert ProductRevision.objects.get().status == RevisionStatus.ACCEPTED


def test_trust_is_given_with_a_reason(staff: Client, cooperative: Cooperative) -> None:
    page = f"/cms/cooperatives/inspect/{cooperative.pk}/"
    assert send(staff, f"{page}trust/", reason="").status_code == 422

    response = send(staff, f"{page}trust/", reason="Two years without a complaint")

    assert told(response)
    assert Cooperative.objects.get().is_trusted
    send(staff, f"{page}trust-no-more/", reason="Complaints")
    assert not Cooperative.objects.get().is_trusted
