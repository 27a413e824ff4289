"""What the platform keeps: the first rule that matches, frozen on the line when it is sold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cooperatives.money import share
from cooperatives.prepared import prepared_cursor
from fairs.models import CommissionRule

RULE_FIELDS = [field.attname for field in CommissionRule._meta.concrete_fields]
# Plain SQL: every batch of every till asks this.
RULES = f"SELECT {', '.join(RULE_FIELDS)} FROM {CommissionRule._meta.db_table} ORDER BY position"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Terms:
    """The platform's share of an amount, and the tax on that share."""

    rate: Decimal
    tax_rate: Decimal

    def of(self, amount: Decimal) -> tuple[Decimal, Decimal]:
        """The commission on `amount` (dirhams, tax included) and the tax on it."""
        commission = share(amount, self.rate)
        return commission, share(commission, self.tax_rate)


NO_COMMISSION = Terms(Decimal(0), Decimal(0))


def load_rules() -> list[CommissionRule]:
    """All rules, the first to match first: once for each batch, not for each line."""
    with prepared_cursor() as cursor:
        cursor.execute(RULES)
        return rules_in(cursor.fetchall())


def rules_in(rows: Iterable[Sequence[Any]]) -> list[CommissionRule]:
    """What `RULES` answered."""
    return [CommissionRule.from_db("default", RULE_FIELDS, row) for row in rows]


def rules_told(rows: Iterable[Mapping[str, Any]]) -> list[CommissionRule]:
    """What `RULES` answered within a value of JSON."""
    return rules_in(
        [date.fromisoformat(row[name]) if name == "valid_from" else row[name] for name in RULE_FIELDS] for row in rows
    )


def rate_for(
    *,
    rules: Sequence[CommissionRule],
    channel: str,
    counts_on: date,
    cooperative_id: int,
    programme_id: int | None,
    family_id: int | None,
) -> Terms:
    """The terms of the first rule that matches and is valid on the day; none where no rule does."""
    facts = {"channel": channel, "cooperative_id": cooperative_id, "programme_id": programme_id, "family_id": family_id}
    for rule in rules:
        if rule.valid_from <= counts_on and _matches(rule, facts):
            return Terms(rule.rate, rule.tax_rate)
    return NO_COMMISSION


def _matches(rule: CommissionRule, facts: dict[str, object]) -> bool:
    """An empty column of a rule matches everything."""
    return all(getattr(rule, name) in ("", None, value) for name, value in facts.items())
