"""Two of the staff, or one and the cooperative, at one product: real threads on committed rows."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection

from catalogue.models import Product
from catalogue.moderation import services
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.exceptions import ChangedSince
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import seen_of
from cooperatives.accounts.models import User
from cooperatives.audit.models import StatusChange
from cooperatives.audit.services import ForbiddenMove
from cooperatives.outbox.models import Message
from tests.factories import make_cooperative, make_member, make_product, make_user

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
Outcome = ProductRevision | Product | Exception
TURNS = 5


@dataclass(frozen=True)
class Sent:
    """A draft that waits for staff, and everybody around it."""

    revision: ProductRevision
    seen: str
    keeper: User
    staff: tuple[User, User]

    def accepting(self, who: int = 0) -> Callable[[], Outcome]:
        return lambda: services.accept_revision(revision_id=self.revision.pk, seen=self.seen, by=self.staff[who])

    def asking(self, who: int = 1) -> Callable[[], Outcome]:
        return lambda: services.ask_again(
            revision_id=self.revision.pk, seen=self.seen, reason="A clearer picture", by=self.staff[who]
        )

    def withdrawing(self) -> Callable[[], Outcome]:
        return lambda: services.withdraw_revision(revision_id=self.revision.pk, by=self.keeper)

    def writing(self) -> Callable[[], Outcome]:
        values = {"title_fr": "Huile miraculeuse"}
        return lambda: services.change_product(product_id=self.revision.product_id, values=values, by=self.keeper)

    def standing(self) -> tuple[str, bool]:
        """Where the revision stands, and whether shoppers see the product."""
        revision = ProductRevision.objects.select_related("product").get(pk=self.revision.pk)
        return revision.status, revision.product.is_public


def send() -> Sent:
    cooperative = make_cooperative()
    keeper = make_member(cooperative)
    product = make_product(cooperative=cooperative, is_public=False)
    revision = services.send_for_sale(product_id=product.pk, by=keeper)
    return Sent(revision, seen_of(revision)[2], keeper, (make_user(), make_user()))


def at_once(*works: Callable[[], Outcome]) -> list[Outcome]:
    """Let every work begin at the same moment, each on a connection of its own; outcomes in the order of the works."""
    start = threading.Barrier(len(works))
    outcomes: dict[int, Outcome] = {}

    def run(place: int, work: Callable[[], Outcome]) -> None:
        try:
            start.wait(timeout=10)
            outcomes[place] = work()
        except Exception as refusal:  # noqa: BLE001 - whatever it is, the test looks at it
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [outcomes[place] for place in range(len(works))]


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read where it stands before either writes, and nothing holds the rows."""
    both_have_looked = threading.Barrier(2)

    def look(pk: int) -> ProductRevision:
        found = ProductRevision.objects.get(pk=pk)
        both_have_looked.wait(timeout=10)
        return found

    monkeypatch.setattr(services, "product_for_update", lambda pk: Product.objects.get(pk=pk))
    monkeypatch.setattr(services, "revision_for_update", look)


def test_of_two_who_judge_one_is_told_that_somebody_was_faster() -> None:
    for _turn in range(TURNS):
        sent = send()

        accepted, asked = at_once(sent.accepting(0), sent.asking(1))

        winners = [outcome for outcome in (accepted, asked) if isinstance(outcome, ProductRevision)]
        assert (len(winners), sum(isinstance(each, ForbiddenMove) for each in (accepted, asked))) == (1, 1)
        is_accepted = winners == [accepted]
        status = RevisionStatus.ACCEPTED if is_accepted else RevisionStatus.ASKED_AGAIN
        assert sent.standing() == (status, is_accepted)
        assert Message.objects.filter(key__startswith=f"revision:{sent.revision.public_id}:").count() == 1


def test_accepted_twice_is_accepted_once() -> None:
    sent = send()

    outcomes = at_once(sent.accepting(0), sent.accepting(1))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ForbiddenMove", "ProductRevision"]
    assert StatusChange.objects.filter(subject_id=str(sent.revision.pk), new_status="accepted").count() == 1


def test_what_is_withdrawn_while_it_is_accepted_ends_in_one_truth() -> None:
    for _turn in range(TURNS):
        sent = send()

        accepted, withdrawn = at_once(sent.accepting(), sent.withdrawing())

        is_accepted = isinstance(accepted, ProductRevision)
        assert isinstance(withdrawn if is_accepted else accepted, ForbiddenMove)
        status = RevisionStatus.ACCEPTED if is_accepted else RevisionStatus.WITHDRAWN
        assert sent.standing() == (status, is_accepted)


def test_what_nobody_saw_is_never_on_sale() -> None:
    """Written at the same moment: either it was accepted before, and waits as a change, or it was not accepted."""
    for _turn in range(TURNS):
        sent = send()

        accepted, written = at_once(sent.accepting(), sent.writing())

        assert isinstance(written, Product)
        assert isinstance(accepted, ProductRevision | ChangedSince)
        shown = Product.objects.filter(pk=sent.revision.product_id, is_public=True)
        assert not shown.filter(title_fr="Huile miraculeuse").exists()


@pytest.mark.usefixtures("without_lock")
def test_without_the_lock_it_is_on_sale_and_sent_back_at_once() -> None:
    """The negative control: the same race where both look first and nobody waits."""
    sent = send()

    accepted, asked = at_once(sent.accepting(0), sent.asking(1))

    assert (type(accepted), type(asked)) == (ProductRevision, ProductRevision)
    assert Message.objects.filter(key__startswith=f"revision:{sent.revision.public_id}:").count() == 2
    # Whoever wrote last, shoppers see what somebody sent back.
    assert Product.objects.get(pk=sent.revision.product_id).is_public


@pytest.mark.usefixtures("without_lock")
def test_without_the_lock_what_was_withdrawn_is_on_sale() -> None:
    sent = send()

    accepted, withdrawn = at_once(sent.accepting(), sent.withdrawing())

    assert (type(accepted), type(withdrawn)) == (ProductRevision, ProductRevision)
    assert Product.objects.get(pk=sent.revision.product_id).is_public
    assert StatusChange.objects.filter(subject_id=str(sent.revision.pk), new_status="withdrawn").exists()
