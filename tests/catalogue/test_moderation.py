"""Products and changes to them: sent, looked at, accepted, sent back, withdrawn; the trusted wait for nobody."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from catalogue.keeping import throw_away
from catalogue.models import Product, ProductImage
from catalogue.moderation.enums import REVISION_MOVES, RevisionStatus
from catalogue.moderation.exceptions import AlreadySent, ChangedSince, JudgedByItsSender
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import (
    as_proposed,
    pictures_as_proposed,
    seen_of,
    shelves_as_proposed,
    unsettled_among,
    unsettled_of,
    waiting,
)
from catalogue.moderation.services import (
    accept_revision,
    add_own_picture,
    ask_again,
    change_product,
    send_for_sale,
    show_own_picture_first,
    take_own_picture_off,
    withdraw_revision,
)
from catalogue.moderation.trust import NotTrusted, TrustedAlready, trust_cooperative, trust_no_more
from catalogue.pictures import folder_of, make_renditions
from catalogue.services import PaperMissing, PriceMissing, edit_product, publish_product
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import Role
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from tests.factories import make_category, make_cooperative, make_member, make_product, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def keeper(cooperative: Cooperative) -> User:
    return make_member(cooperative, role=Role.CATALOGUE_KEEPER, phone="+212612345678")


@pytest.fixture
def staff() -> User:
    return make_user(is_staff=True)


@pytest.fixture
def draft(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, is_public=False, title_fr="Huile")


@pytest.fixture
def on_sale(cooperative: Cooperative) -> Product:
    return make_product(cooperative=cooperative, title_fr="Huile", title_ar="زيت")


def fresh(product: Product) -> Product:
    return Product.objects.get(pk=product.pk)


def seen(revision: ProductRevision) -> str:
    return seen_of(ProductRevision.objects.get(pk=revision.pk))[2]


def accept(revision: ProductRevision, by: User) -> ProductRevision:
    return accept_revision(revision_id=revision.pk, seen=seen(revision), by=by)


def refuse(revision: ProductRevision, by: User, reason: str = "A clearer picture") -> ProductRevision:
    return ask_again(revision_id=revision.pk, seen=seen(revision), reason=reason, by=by)


def change(product: Product, by: User, **values: Any) -> ProductRevision | None:
    change_product(product_id=product.pk, values=values, by=by)
    return unsettled_of(product)


def picture_of_a_jar(product: Product) -> Any:
    content = BytesIO()
    Image.new("RGB", (320, 320), (200, 150, 40)).save(content, format="JPEG")
    return make_renditions(content, folder=folder_of(product.public_id))


class TestANewProduct:
    def test_waits_for_staff_and_is_on_sale_once_they_accept(self, draft: Product, keeper: User, staff: User) -> None:
        revision = send_for_sale(product_id=draft.pk, by=keeper)
        assert (fresh(draft).is_public, list(waiting())) == (False, [revision])

        accept(revision, staff)

        revision.refresh_from_db()
        assert fresh(draft).is_public
        assert fresh(draft).first_public_at is not None
        assert (revision.status, revision.judged_by, revision.before) == (RevisionStatus.ACCEPTED, staff, {})
        assert not waiting().exists()

    def test_with_a_paper_missing_is_not_sent(self, draft: Product, keeper: User) -> None:
        Product.objects.filter(pk=draft.pk).update(onssa_number="", durability_months=None)

        with pytest.raises(PaperMissing) as refusal:
            send_for_sale(product_id=draft.pk, by=keeper)

        assert refusal.value.fields == ("onssa_number", "durability_months")
        assert not ProductRevision.objects.exists()

    def test_without_a_price_is_not_sent(self, draft: Product, keeper: User) -> None:
        draft.stockrecord.delete()
        with pytest.raises(PriceMissing):
            send_for_sale(product_id=draft.pk, by=keeper)

    def test_is_sent_once(self, draft: Product, on_sale: Product, keeper: User) -> None:
        send_for_sale(product_id=draft.pk, by=keeper)
        for product in (draft, on_sale):
            with pytest.raises(AlreadySent):
                send_for_sale(product_id=product.pk, by=keeper)
        assert ProductRevision.objects.count() == 1

    def test_that_its_keeper_goes_on_writing_is_looked_at_anew(self, draft: Product, keeper: User, staff: User) -> None:
        revision = send_for_sale(product_id=draft.pk, by=keeper)
        page = seen(revision)
        change(draft, keeper, title_fr="Huile miraculeuse")

        with pytest.raises(ChangedSince):
            accept_revision(revision_id=revision.pk, seen=page, by=staff)

        assert (fresh(draft).is_public, fresh(draft).title_fr) == (False, "Huile miraculeuse")
        accept(revision, staff)
        revision.refresh_from_db()
        assert (fresh(draft).is_public, revision.values["title_fr"]) == (True, "Huile miraculeuse")

    def test_that_lost_a_paper_since_is_not_accepted(self, draft: Product, keeper: User, staff: User) -> None:
        revision = send_for_sale(product_id=draft.pk, by=keeper)
        change(draft, keeper, onssa_number="")

        with pytest.raises(PaperMissing):
            accept(revision, staff)

        revision.refresh_from_db()
        assert (revision.status, fresh(draft).is_public) == (RevisionStatus.SENT, False)

    def test_that_is_sent_back_says_why_and_is_sent_again(self, draft: Product, keeper: User, staff: User) -> None:
        first = refuse(send_for_sale(product_id=draft.pk, by=keeper), staff)
        assert (unsettled_of(draft), unsettled_of(draft).reason) == (first, "A clearer picture")

        second = send_for_sale(product_id=draft.pk, by=keeper)

        assert (second.number, second.status, fresh(draft).is_public) == (2, RevisionStatus.SENT, False)

    def test_that_was_thrown_away_waits_no_more_and_is_not_accepted(
        self, draft: Product, keeper: User, staff: User
    ) -> None:
        revision = send_for_sale(product_id=draft.pk, by=keeper)
        throw_away(product_id=draft.pk, by=keeper)

        assert not waiting().exists()
        with pytest.raises(ForbiddenMove):
            accept(revision, staff)
        assert not fresh(draft).is_public

    def test_that_staff_put_on_sale_themselves_keeps_what_was_written_since(
        self, draft: Product, keeper: User, staff: User
    ) -> None:
        revision = send_for_sale(product_id=draft.pk, by=keeper)
        change(draft, keeper, title_fr="Huile d'argan")
        publish_product(product_id=draft.pk, by=staff)

        accept(revision, staff)

        assert (fresh(draft).title_fr, fresh(draft).is_public) == ("Huile d'argan", True)

    def test_that_is_withdrawn_stays_a_draft(self, draft: Product, keeper: User, staff: User) -> None:
        revision = send_for_sale(product_id=draft.pk, by=keeper)

        withdraw_revision(revision_id=revision.pk, by=keeper)

        with pytest.raises(ForbiddenMove):
            accept(revision, staff)
        assert (fresh(draft).is_public, waiting().exists(), unsettled_of(draft)) == (False, False, None)


class TestAChange:
    def test_is_not_seen_before_it_is_accepted(self, on_sale: Product, keeper: User, staff: User) -> None:
        revision = change(on_sale, keeper, title_fr="Huile d'argan", net_quantity=Decimal(250))
        assert fresh(on_sale).title_fr == "Huile"
        proposed = as_proposed(fresh(on_sale))
        assert (proposed.title_fr, proposed.net_quantity) == ("Huile d'argan", Decimal(250))

        accept(revision, staff)

        now = fresh(on_sale)
        assert (now.title_fr, now.title_ar, now.net_quantity) == ("Huile d'argan", "زيت", Decimal(250))
        # What is derived follows.
        assert "argan" in now.search_text
        assert as_proposed(now) is now

    def test_of_what_the_carrier_needs_is_seen_at_once(self, on_sale: Product, keeper: User) -> None:
        assert change(on_sale, keeper, weight_grams=900, position=3, version=7) is None
        assert (fresh(on_sale).weight_grams, fresh(on_sale).position, fresh(on_sale).version) == (900, 3, 7)

    def test_of_a_draft_is_written_at_once(self, draft: Product, keeper: User) -> None:
        shelf = make_category("honey")
        change_product(product_id=draft.pk, values={"title_fr": "Miel"}, category_ids=[shelf.pk], by=keeper)
        assert (fresh(draft).title_fr, list(draft.categories.all())) == ("Miel", [shelf])
        assert not ProductRevision.objects.exists()

    def test_on_another_screen_joins_what_waits(self, on_sale: Product, keeper: User, staff: User) -> None:
        first = change(on_sale, keeper, title_fr="Huile d'argan")
        page = seen(first)
        second = change(on_sale, keeper, description_fr="Pressée à froid")

        assert first == second
        with pytest.raises(ChangedSince):
            accept_revision(revision_id=first.pk, seen=page, by=staff)
        accept(second, staff)
        assert (fresh(on_sale).title_fr, fresh(on_sale).description_fr) == ("Huile d'argan", "Pressée à froid")

    def test_that_is_taken_back_by_hand_waits_no_more(self, on_sale: Product, keeper: User) -> None:
        change(on_sale, keeper, title_fr="Huile d'argan")
        assert change(on_sale, keeper, title_fr="Huile") is None
        assert ProductRevision.objects.get().status == RevisionStatus.WITHDRAWN

    def test_that_says_the_same_is_none(self, on_sale: Product, keeper: User) -> None:
        assert change(on_sale, keeper, title_fr="Huile", net_quantity=Decimal("500.0"), description_en="") is None
        assert not ProductRevision.objects.exists()

    def test_of_a_hidden_product_waits_too_and_does_not_show_it(
        self, on_sale: Product, keeper: User, staff: User
    ) -> None:
        Product.objects.filter(pk=on_sale.pk).update(is_public=False, first_public_at="2026-01-01T00:00Z")
        revision = change(on_sale, keeper, title_fr="Huile d'argan")
        assert fresh(on_sale).title_fr == "Huile"

        accept(revision, staff)

        assert (fresh(on_sale).title_fr, fresh(on_sale).is_public) == ("Huile d'argan", False)

    def test_that_would_take_a_paper_away_is_refused(self, on_sale: Product, keeper: User) -> None:
        with pytest.raises(PaperMissing):
            change(on_sale, keeper, onssa_number="")
        assert not ProductRevision.objects.exists()

    def test_leaves_what_staff_mended_meanwhile(self, on_sale: Product, keeper: User, staff: User) -> None:
        revision = change(on_sale, keeper, title_fr="Huile d'argan")
        edit_product(product_id=on_sale.pk, values={"description_fr": "Mended"}, by=staff)

        accept(revision, staff)

        assert (fresh(on_sale).title_fr, fresh(on_sale).description_fr) == ("Huile d'argan", "Mended")

    def test_that_is_sent_back_is_not_lost(self, on_sale: Product, keeper: User, staff: User) -> None:
        refuse(change(on_sale, keeper, title_fr="Huile magique"), staff)
        assert (fresh(on_sale).title_fr, as_proposed(fresh(on_sale)).title_fr) == ("Huile", "Huile magique")

        again = change(on_sale, keeper, description_fr="Pressée à froid")

        assert (again.number, again.values["title_fr"]) == (2, "Huile magique")

    def test_that_was_sent_back_can_be_dropped(self, on_sale: Product, keeper: User, staff: User) -> None:
        revision = refuse(change(on_sale, keeper, title_fr="Huile magique"), staff)

        withdraw_revision(revision_id=revision.pk, by=keeper)

        assert (unsettled_of(on_sale), as_proposed(fresh(on_sale)).title_fr) == (None, "Huile")

    def test_of_shelves_waits(self, on_sale: Product, keeper: User, staff: User) -> None:
        old, new = make_category("oils"), make_category("honey")
        on_sale.categories.set([old])
        change_product(product_id=on_sale.pk, values={}, category_ids=[new.pk], by=keeper)
        assert (list(on_sale.categories.all()), shelves_as_proposed(on_sale)) == ([old], [new.pk])

        accept(unsettled_of(on_sale), staff)

        assert list(on_sale.categories.all()) == [new]


class TestPictures:
    def test_of_what_is_on_sale_are_held_back(self, on_sale: Product, keeper: User, staff: User) -> None:
        image = add_own_picture(product_id=on_sale.pk, made=picture_of_a_jar(on_sale), by=keeper)
        image.refresh_from_db()
        assert (image.is_held_back, fresh(on_sale).picture) == (True, {})
        assert pictures_as_proposed(on_sale) == [image]

        accept(unsettled_of(on_sale), staff)

        image.refresh_from_db()
        assert (image.is_held_back, bool(fresh(on_sale).picture["webp"])) == (False, True)

    def test_of_a_draft_are_there_at_once(self, draft: Product, keeper: User) -> None:
        image = add_own_picture(product_id=draft.pk, made=picture_of_a_jar(draft), by=keeper)
        image.refresh_from_db()
        assert (image.is_held_back, bool(fresh(draft).picture["webp"])) == (False, True)

    def test_that_are_withdrawn_are_gone(self, on_sale: Product, keeper: User) -> None:
        add_own_picture(product_id=on_sale.pk, made=picture_of_a_jar(on_sale), by=keeper)
        withdraw_revision(revision_id=unsettled_of(on_sale).pk, by=keeper)
        assert not ProductImage.objects.exists()

    def test_added_and_taken_off_again_ask_nobody(self, on_sale: Product, keeper: User) -> None:
        image = add_own_picture(product_id=on_sale.pk, made=picture_of_a_jar(on_sale), by=keeper)
        take_own_picture_off(image_id=image.pk, by=keeper)
        assert (unsettled_of(on_sale), ProductImage.objects.count()) == (None, 0)

    def test_go_off_and_to_the_front_once_accepted(self, draft: Product, keeper: User, staff: User) -> None:
        first, second, third = (
            add_own_picture(product_id=draft.pk, made=picture_of_a_jar(draft), by=keeper) for _ in range(3)
        )
        accept(send_for_sale(product_id=draft.pk, by=keeper), staff)

        show_own_picture_first(image_id=third.pk, by=keeper)
        take_own_picture_off(image_id=first.pk, by=keeper)

        assert [image.pk for image in draft.images.order_by("display_order")] == [first.pk, second.pk, third.pk]
        assert pictures_as_proposed(fresh(draft)) == [third, second]
        accept(unsettled_of(draft), staff)
        assert [image.pk for image in draft.images.order_by("display_order")] == [third.pk, second.pk]


class TestTrust:
    def test_skips_the_queue(self, draft: Product, keeper: User, staff: User) -> None:
        trust_cooperative(cooperative_id=draft.cooperative_id, reason="Two years without a complaint", by=staff)

        sent = send_for_sale(product_id=draft.pk, by=keeper)
        assert (sent.status, sent.judged_by, fresh(draft).is_public) == (RevisionStatus.ACCEPTED, None, True)
        change(draft, keeper, title_fr="Huile d'argan")

        assert (fresh(draft).title_fr, waiting().exists()) == ("Huile d'argan", False)
        assert ProductRevision.objects.filter(product=draft, status=RevisionStatus.ACCEPTED).count() == 2

    def test_takes_up_what_waited(self, on_sale: Product, keeper: User, staff: User) -> None:
        change(on_sale, keeper, title_fr="Huile d'argan")
        trust_cooperative(cooperative_id=on_sale.cooperative_id, reason="Known", by=staff)

        change(on_sale, keeper, description_fr="Pressée à froid")

        assert (fresh(on_sale).title_fr, fresh(on_sale).description_fr) == ("Huile d'argan", "Pressée à froid")
        assert not waiting().exists()

    def test_is_given_and_taken_with_a_reason_that_stays(self, cooperative: Cooperative, staff: User) -> None:
        trust_cooperative(cooperative_id=cooperative.pk, reason="Known", by=staff)
        with pytest.raises(TrustedAlready):
            trust_cooperative(cooperative_id=cooperative.pk, reason="Known", by=staff)
        trust_no_more(cooperative_id=cooperative.pk, reason="Complaints", by=staff)
        with pytest.raises(NotTrusted):
            trust_no_more(cooperative_id=cooperative.pk, reason="Complaints", by=staff)

        log = AuditEntry.objects.filter(action="cooperative.trust").order_by("id")
        assert [(row.by, row.after["is_trusted"], row.after["reason"]) for row in log] == [
            (staff, True, "Known"),
            (staff, False, "Complaints"),
        ]


def test_who_sent_it_does_not_judge_it(draft: Product, keeper: User) -> None:
    revision = send_for_sale(product_id=draft.pk, by=keeper)
    for judge in (accept, refuse):
        with pytest.raises(JudgedByItsSender):
            judge(revision, keeper)
    assert not fresh(draft).is_public


# Nobody sends a revision that was sent.
@pytest.mark.parametrize("to", [status for status in RevisionStatus if status != RevisionStatus.SENT])
@pytest.mark.parametrize("old", list(RevisionStatus))
def test_only_the_moves_of_the_table_are_made(
    old: RevisionStatus, to: RevisionStatus, draft: Product, keeper: User, staff: User
) -> None:
    verbs = {
        RevisionStatus.ACCEPTED: lambda row: accept(row, staff),
        RevisionStatus.ASKED_AGAIN: lambda row: refuse(row, staff),
        RevisionStatus.WITHDRAWN: lambda row: withdraw_revision(revision_id=row.pk, by=keeper),
    }
    revision = send_for_sale(product_id=draft.pk, by=keeper)
    given = {"status": old, "judged_by": staff, "reason": "x"} if old != RevisionStatus.SENT else {}
    ProductRevision.objects.filter(pk=revision.pk).update(**given)

    if to in REVISION_MOVES[old]:
        assert verbs[to](revision).status == to
    else:
        with pytest.raises(ForbiddenMove):
            verbs[to](revision)


class TestWhoIsTold:
    @pytest.mark.parametrize(
        ("judge", "told"), [(accept, "product_accepted"), (refuse, "product_asked_again")], ids=["accept", "ask again"]
    )
    def test_who_sent_it_in_their_language(
        self, judge: Any, told: str, draft: Product, keeper: User, staff: User
    ) -> None:
        User.objects.filter(pk=keeper.pk).update(language="fr")
        revision = judge(send_for_sale(product_id=draft.pk, by=keeper), staff)

        message = Message.objects.get()
        assert (message.key, message.recipient, message.language) == (
            f"revision:{revision.public_id}:{told}",
            "+212612345678",
            "fr",
        )
        assert "Huile" in message.body
        assert draft.public_id in message.body
        assert (revision.reason in message.body) is True

    def test_the_cooperative_itself_once_the_person_has_left(self, draft: Product, staff: User) -> None:
        stranger = make_user()
        accept(send_for_sale(product_id=draft.pk, by=stranger), staff)
        assert Message.objects.get().recipient == draft.cooperative.phone


def test_every_step_stands_in_both_logs(on_sale: Product, keeper: User, staff: User) -> None:
    revision = accept(change(on_sale, keeper, title_fr="Huile d'argan"), staff)

    sent, judged = AuditEntry.objects.filter(action__startswith="productrevision.").order_by("id")
    assert (sent.by, sent.before, sent.after) == (keeper, {"title_fr": "Huile"}, {"title_fr": "Huile d'argan"})
    assert (judged.action, judged.by, judged.after["number"]) == ("productrevision.accepted", staff, 1)
    moves = StatusChange.objects.filter(subject_id=str(revision.pk)).order_by("id")
    assert [move.new_status for move in moves] == ["sent", "accepted"]


def test_what_is_open_of_many_takes_one_question(
    cooperative: Cooperative, keeper: User, django_assert_num_queries: Any
) -> None:
    products = [make_product(cooperative=cooperative) for _ in range(3)]
    for product in products[:2]:
        change(product, keeper, title_fr="Miel")

    with django_assert_num_queries(1):
        assert set(unsettled_among(products)) == {products[0].pk, products[1].pk}
