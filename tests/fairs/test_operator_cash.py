"""The operator's money: handed to cooperatives or to the bank, never more than is there, taken back by a new entry."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cooperatives import clock
from cooperatives.ledger.models import LedgerTransaction
from cooperatives.ledger.services import held_by_operator
from cooperatives.settlements.selectors import available_to
from cooperatives.settlements.services import steps
from cooperatives.settlements.services.posting import approve_payout_run
from fairs.consignment import OwedThere, held_at, owed_there
from fairs.enums import LineKind
from fairs.models import CashHandover, Edition, Participation
from fairs.revenue.services import record_sales
from fairs.services import operator_cash
from fairs.services.operator_cash import (
    HandedOverTomorrow,
    HandoverTakenBack,
    MoreThanIsThere,
    take_handover_back,
)
from tests.cooperatives.paying import JULY, at, give_account, prepare, settle
from tests.factories import make_participation, make_user
from tests.fairs.consignment import (
    assert_books_balance,
    hand_over,
    make_depositor,
    make_platform,
    sell_there,
    stands,
)
from tests.fairs.facts import line, sale, together
from tests.fairs.organisers import make_fair

D = Decimal
TEN_PER_CENT: dict[str, Any] = {
    "commission_rate": D("0.1"),
    "commission": D("20.00"),
    "commission_tax": D("4.00"),
}


def give_back(participation: Participation, amount: str) -> None:
    """Goods came back to the operator's till, and the money went out of it."""
    held_by = held_by_operator(participation.stop.edition.code)
    record_sales(facts=[sale(line(participation, amount), kind=LineKind.RETURN, held_by=held_by)])


def pots(participation: Participation) -> dict[str, Decimal]:
    """What the operator holds, what the cooperative is owed, and the bank."""
    edition, cooperative = participation.stop.edition, participation.cooperative
    return stands(f"held:operator:{edition.code}", f"coop:{cooperative.pk}", "bank")


@pytest.mark.django_db
class TestHandingOver:
    def test_cash_given_to_a_cooperative_is_no_longer_owed(self) -> None:
        edition = make_platform()
        one, other = make_depositor(edition), make_depositor(edition)
        sell_there(one, "200.00", **TEN_PER_CENT)
        sell_there(other, "50.00")

        made = hand_over(edition, "100.00", one.cooperative)

        assert (made.way, made.amount, made.received_by) == ("cooperative", D("100.00"), "Fatima Ait Ali")
        assert pots(one) == {
            f"held:operator:{edition.code}": D("150.00"),
            f"coop:{one.cooperative_id}": D("-76.00"),
        }
        assert owed_there(edition) == {
            one.cooperative_id: OwedThere(D("176.00"), D("100.00"), D("76.00")),
            other.cooperative_id: OwedThere(D("50.00"), D("0.00"), D("50.00")),
        }
        posted = LedgerTransaction.objects.get(key=f"handover:{made.public_id}")
        assert (posted.kind, posted.counts_on) == ("remittance", clock.today())
        assert_books_balance()

    def test_money_brought_to_the_bank_is_paid_out_from_there(self) -> None:
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "200.00", **TEN_PER_CENT)

        made = hand_over(edition, "200.00")

        assert (made.way, made.cooperative, made.reference) == ("bank", None, "BR-17")
        assert pots(one) == {f"coop:{one.cooperative_id}": D("-176.00"), "bank": D("200.00")}
        assert available_to([one.cooperative_id]) == {one.cooperative_id: D("176.00")}
        # Nothing is left there to be given in cash: it comes with the payout.
        assert owed_there(edition) == {one.cooperative_id: OwedThere(D("176.00"), D("0.00"), D("0.00"))}
        assert_books_balance()

    @pytest.mark.parametrize("amount", ["76.01", "100.00", "0.00", "-5.00"])
    def test_more_than_is_owed_there_is_refused(self, amount: str) -> None:
        edition = make_platform()
        one, other = make_depositor(edition), make_depositor(edition)
        sell_there(one, "200.00", **TEN_PER_CENT)
        sell_there(other, "500.00")
        hand_over(edition, "100.00", one.cooperative)
        before = pots(one)

        with pytest.raises(MoreThanIsThere) as refusal:
            hand_over(edition, amount, one.cooperative)

        assert refusal.value.most == D("76.00")
        assert (pots(one), CashHandover.objects.count()) == (before, 1)

    def test_money_of_another_edition_is_not_given_here(self) -> None:
        here, elsewhere = make_platform(), make_platform()
        one = make_depositor(here)
        sell_there(one, "30.00")
        sell_there(make_depositor(elsewhere), "1000.00")

        with pytest.raises(MoreThanIsThere) as refusal:
            hand_over(elsewhere, "30.00", one.cooperative)

        assert refusal.value.most == D("0.00")

    def test_what_a_cooperative_owes_elsewhere_is_kept_back(self) -> None:
        """It took 200 in cash at a fair, of which it owes the platform's share with its tax."""
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "100.00")
        record_sales(facts=[sale(line(make_participation(make_fair(), one.cooperative), "200.00", **TEN_PER_CENT))])

        assert available_to([one.cooperative_id]) == {one.cooperative_id: D("76.00")}
        assert owed_there(edition)[one.cooperative_id] == OwedThere(D("100.00"), D("0.00"), D("76.00"))

    def test_nobody_hands_over_tomorrow(self) -> None:
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "100.00")

        with pytest.raises(HandedOverTomorrow):
            hand_over(edition, "100.00", handed_on=clock.today() + timedelta(days=1))

        assert held_at(edition) == D("100.00")

    def test_a_return_may_leave_the_operator_short_and_then_nothing_is_handed_over(self) -> None:
        """A refund at the till is a fact and is never refused."""
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "100.00")
        hand_over(edition, "100.00")
        give_back(one, "-20.00")
        assert held_at(edition) == D("-20.00")

        with pytest.raises(MoreThanIsThere) as refusal:
            hand_over(edition, "0.01")
        assert refusal.value.most == D("0.00")


@pytest.mark.django_db
class TestTakingBack:
    @pytest.mark.parametrize("to_the_bank", [True, False])
    def test_a_mistake_is_taken_back_by_a_new_entry_once(self, to_the_bank: bool) -> None:
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "100.00")
        before = pots(one)
        wrong = hand_over(edition, "60.00", None if to_the_bank else one.cooperative)

        back = take_handover_back(handover_id=wrong.pk, reason="Mauvaise coopérative", by=make_user())

        assert pots(one) == before
        assert (back.amount, back.reverses, back.reason) == (D("-60.00"), wrong, "Mauvaise coopérative")
        posted = LedgerTransaction.objects.get(key=f"handover:{back.public_id}")
        assert posted.reverses.key == f"handover:{wrong.public_id}"
        assert owed_there(edition)[one.cooperative_id] == OwedThere(D("100.00"), D("0.00"), D("100.00"))
        for handover in (wrong, back):
            with pytest.raises(HandoverTakenBack):
                take_handover_back(handover_id=handover.pk, reason="Encore", by=make_user())
        assert_books_balance()

    def test_the_database_keeps_what_was_written(self) -> None:
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "100.00")
        made = hand_over(edition, "60.00", one.cooperative)

        for change in (
            lambda: CashHandover.objects.update(amount=D("1.00")),
            lambda: CashHandover.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                change()
        same = {
            "edition": edition,
            "way": "cooperative",
            "given_by": "D",
            "handed_on": made.handed_on,
            "recorded_by": made.recorded_by,
        }
        for wrong, name in (
            ({"amount": 1, "cooperative": None}, "cashhandover_to_a_cooperative_or_the_bank"),
            ({"amount": 1, "cooperative": one.cooperative, "received_by": ""}, "cashhandover_to_a_cooperative"),
            (
                {"amount": -1, "cooperative": one.cooperative, "received_by": "F", "reverses": made},
                "cashhandover_taken_back_with_a_reason",
            ),
        ):
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                CashHandover.objects.create(**same | wrong)


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
class TestTwoAtOnce:
    """Both have looked before either writes, unless the second waits for the first."""

    def rivals(self, edition: Edition, one: Participation) -> list[Callable[[], CashHandover]]:
        return [
            lambda: hand_over(edition, "100.00", one.cooperative),
            lambda: hand_over(edition, "100.00"),
        ]

    def test_the_operator_never_hands_over_what_it_does_not_hold(self) -> None:
        edition = make_platform()
        one = make_depositor(edition)
        for _ in range(10):
            sell_there(one, "150.00")
            held = held_at(edition)
            answers = together(*self.rivals(edition, one))

            assert held_at(edition) == held - sum(
                (answer.amount for answer in answers if isinstance(answer, CashHandover)), D(0)
            )
            assert held_at(edition) >= 0
        assert {type(answer) for answer in answers} <= {CashHandover, MoreThanIsThere}
        assert_books_balance()

    def test_two_who_record_the_same_cash_record_it_once(self) -> None:
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "150.00")
        sell_there(make_depositor(edition), "150.00")

        answers = together(*[lambda: hand_over(edition, "100.00", one.cooperative)] * 2)

        assert sorted(type(answer).__name__ for answer in answers) == ["CashHandover", "MoreThanIsThere"]
        assert owed_there(edition)[one.cooperative_id].handed == D("100.00")

    def test_a_payout_and_a_handing_over_at_once_give_no_more_than_is_owed(self) -> None:
        edition = make_platform()
        one = make_depositor(edition)
        give_account(one.cooperative)
        with clock.frozen_at(at(7, 10)):
            sell_there(one, "150.00")
        with clock.frozen_at(at(8, 3)):
            settle(JULY)
            run = prepare(JULY)
            approve_payout_run(run_id=run.pk, by=make_user())
        work = run.works.get(kind="post")

        together(
            lambda: steps.do_part(work_id=work.pk),
            lambda: hand_over(edition, "100.00", one.cooperative),
        )

        # Whoever came second saw what the first had taken: 150 went out, or 150 in two parts.
        assert available_to([one.cooperative_id]) == {one.cooperative_id: D("0.00")}
        assert_books_balance()

    def test_without_holding_the_accounts_more_is_handed_over_than_there_is(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The negative control: no lock, and both look before either writes."""
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "150.00")
        both_have_looked = Barrier(2)
        look = operator_cash._most

        def look_together(*given: Any) -> Decimal:
            found = look(*given)
            both_have_looked.wait(timeout=10)
            return found

        monkeypatch.setattr(operator_cash, "hold_pots", lambda _codes: None)
        monkeypatch.setattr(operator_cash, "_most", look_together)

        together(*self.rivals(edition, one))

        assert held_at(edition) == D("-50.00")
        assert_books_balance()

    def test_a_sale_does_not_wait_for_who_hands_over(self) -> None:
        edition = make_platform()
        one = make_depositor(edition)
        sell_there(one, "150.00")

        with transaction.atomic():
            hand_over(edition, "150.00")
            (answer,) = together(lambda: sell_there(one, "10.00"))

        assert answer is None
        assert held_at(edition) == D("10.00")
