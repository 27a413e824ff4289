"""Programmes, and what the platform keeps of a sale."""

from collections.abc import Mapping
from typing import Any

from cooperatives.accounts.models import User
from cooperatives.audit.records import write_changes, write_new
from fairs.models import CommissionRule, Programme


def add_programme(*, values: Mapping[str, Any], by: User) -> Programme:
    """Write a new programme; its code stays, since reports ask for it."""
    return write_new(row=Programme(**values), by=by)


def edit_programme(*, programme_id: int, values: Mapping[str, Any], by: User) -> Programme:
    """Write a programme's names and description."""
    return write_changes(model=Programme, pk=programme_id, values=values, by=by)


def add_commission_rule(*, values: Mapping[str, Any], by: User) -> CommissionRule:
    """Write a rule for what is sold from its date on; what was sold keeps its rate."""
    return write_new(row=CommissionRule(**values), by=by)


def edit_commission_rule(*, rule_id: int, values: Mapping[str, Any], by: User) -> CommissionRule:
    """Change a rule for what is sold from now on; what was sold keeps its rate."""
    return write_changes(model=CommissionRule, pk=rule_id, values=values, by=by)
