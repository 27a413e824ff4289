"""What is frozen on a line when it is ordered: the edition it counts for, and the platform's share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from fairs.commission import load_rules, rate_for
from fairs.enums import Channel
from fairs.windows import counting_editions
from marketplace.basket.selectors import BasketLine


@dataclass(frozen=True, slots=True)
class LineTerms:
    """An edition with its stop and participation, or none of the three; the share in dirhams."""

    edition_id: int | None
    stop_id: int | None
    participation_id: int | None
    commission_rate: Decimal
    commission: Decimal
    commission_tax: Decimal


def terms_of(lines: Sequence[BasketLine], *, at: datetime, counts_on: date) -> dict[int, LineTerms]:
    """The terms of each line ordered at the moment `at`, by the product's id."""
    rules = load_rules()
    came_through = {line.product.pk: line.edition.pk if line.edition else None for line in lines}
    editions = counting_editions(came_through=came_through, at=at)
    found = {}
    for line in lines:
        counting = editions.get(line.product.pk)
        terms = rate_for(
            rules=rules,
            channel=Channel.ONLINE,
            counts_on=counts_on,
            cooperative_id=line.cooperative.pk,
            programme_id=counting.programme_id if counting else None,
            family_id=line.product.product_class_id,
        )
        commission, tax = terms.of(line.total)
        found[line.product.pk] = LineTerms(
            edition_id=counting.edition_id if counting else None,
            stop_id=counting.stop_id if counting else None,
            participation_id=counting.participation_id if counting else None,
            commission_rate=terms.rate,
            commission=commission,
            commission_tax=tax,
        )
    return found
