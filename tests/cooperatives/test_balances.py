"""Balances by checkpoint and tail are the sums of all entries, whatever was posted and whenever it was marked."""

import random
from decimal import Decimal

import pytest
from django.db.models import Sum

from cooperatives import clock
from cooperatives.ledger.checkpoints import checkpoint_balances
from cooperatives.ledger.enums import EntryKind
from cooperatives.ledger.models import BalanceCheckpoint, LedgerEntry
from cooperatives.ledger.selectors import balances
from cooperatives.ledger.services import COMMISSION, Posting, held_by_cooperative, owed_to_cooperative, post
from cooperatives.settlements.selectors import available_to
from tests.factories import make_cooperative


@pytest.mark.threads
@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("seed", range(3))
def test_checkpoint_and_tail_are_the_sum_of_the_book(seed: int) -> None:
    chance = random.Random(seed)
    cooperatives = [make_cooperative() for _ in range(4)]

    for step in range(40):
        post(
            _some_sale(chance, chance.choice(cooperatives).pk, f"{seed}:{step}:{n}")
            for n in range(chance.randint(1, 6))
        )
        if chance.random() < 0.2:
            checkpoint_balances()

    codes = list(LedgerEntry.objects.values_list("account__code", flat=True).distinct().order_by("account__code"))
    sums = dict(LedgerEntry.objects.order_by().values_list("account__code").annotate(Sum("amount")))
    assert balances(codes) == sums
    assert BalanceCheckpoint.objects.count() > len(codes)
    keys = [cooperative.pk for cooperative in cooperatives]
    nothing = Decimal("0.00")
    assert available_to(keys) == {
        pk: -sums.get(f"coop:{pk}", nothing) - sums.get(f"held:coop:{pk}", nothing) for pk in keys
    }


def _some_sale(chance: random.Random, cooperative: int, key: str) -> Posting:
    amount = Decimal(chance.randint(-50_000, 50_000) or 1) / 100
    share = (amount / 10).quantize(Decimal("0.01"))
    holder = held_by_cooperative(cooperative) if chance.random() < 0.3 else COMMISSION
    entries = ((holder, amount), (owed_to_cooperative(cooperative), share - amount), (COMMISSION, -share))
    return Posting(key, EntryKind.SALE, clock.today(), entries)
