"""Cash that an operator of shared tills handed to a cooperative, as its statement and its payout know of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from cooperatives import clock
from cooperatives.settlements.dues import dues_of
from fairs.services.operator_cash import take_handover_back
from marketplace.statements.pdf import statement_pdf
from marketplace.statements.selectors import statement_of
from marketplace.statements.words import sums_of
from tests.cooperatives.paying import JULY, at, settle
from tests.factories import make_user
from tests.fairs.consignment import hand_over, make_depositor, make_platform, sell_there

pytestmark = pytest.mark.django_db
D = Decimal
SHARE = {"commission_rate": D("0.1"), "commission": D("20.00"), "commission_tax": D("4.00")}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def participation():
    """It sold 200 through the operator in July, of which 176 are its own, and was handed 100 twice, once by mistake."""
    edition = make_platform(name_en="Platform of Oujda")
    one = make_depositor(edition)
    with clock.frozen_at(at(7, 10)):
        sell_there(one, "200.00", **SHARE)
        hand_over(edition, "100.00", one.cooperative)
        wrong = hand_over(edition, "60.00", one.cooperative)
    with clock.frozen_at(at(7, 12)):
        take_handover_back(handover_id=wrong.pk, reason="Twice", by=make_user())
    with clock.frozen_at(at(8, 3)):
        settle(JULY)
        yield one


def test_statement_says_in_plain_words_what_was_handed_over(participation) -> None:
    found = statement_of(participation.cooperative, JULY)

    lines = [(line.happened_on, line.title, line.proceeds, line.amount) for line in found.lines if line.kind != "stall"]
    assert lines == [
        (date(2026, 7, 10), "Cash handed to you: Platform of Oujda", D("0.00"), D("-100.00")),
        (date(2026, 7, 10), "Cash handed to you: Platform of Oujda", D("0.00"), D("-60.00")),
        (date(2026, 7, 12), "Cash not handed to you after all: Platform of Oujda", D("0.00"), D("60.00")),
    ]
    assert (found.handed_over, found.others) == (D("-100.00"), D("0.00"))
    assert ("Cash handed to you", D("-100.00")) in sums_of(found)
    assert found.settlement.closing == D("76.00")
    assert sum(amount for _, amount in sums_of(found)[:-1]) == D("76.00")


def test_payout_sends_only_what_was_not_handed_over(participation) -> None:
    (due,) = dues_of(JULY, [participation.cooperative_id])

    assert due.amount == D("76.00")


def test_what_is_handed_over_after_the_month_is_not_sent_either(participation) -> None:
    hand_over(participation.stop.edition, "76.00", participation.cooperative)

    (due,) = dues_of(JULY, [participation.cooperative_id])

    assert due.amount == D("0.00")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_statement_is_printed(participation, language: str) -> None:
    with translation.override(language):
        assert statement_pdf(statement_of(participation.cooperative, JULY)).startswith(b"%PDF-")
