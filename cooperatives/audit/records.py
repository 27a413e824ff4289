"""Rows that a person writes: saved together with a line of the audit log that says what changed."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Field, Model

from cooperatives.accounts.models import User
from cooperatives.audit.services import Act, record_act
from cooperatives.encryption import EncryptedTextField
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative

Row = TypeVar("Row", bound=Model)
# Personal data at rest is encrypted: the log, which nobody can rewrite, does not hold it in clear.
HIDDEN = "•••"


@transaction.atomic
def write_new(*, row: Row, by: User | None, cooperative: Cooperative | None = None) -> Row:
    """Save a new row and write down who added it, and with what."""
    row.save(force_insert=True)
    record_act(
        action=f"{row._meta.model_name}.create",
        subject=row,
        by=by,
        cooperative=cooperative,
        after=values_of(row, [field.name for field in _written(row)]),
    )
    return row


@transaction.atomic
def write_changes(
    *,
    model: type[Row],
    pk: Any,
    values: Mapping[str, Any],
    by: User | None,
    cooperative: Cooperative | None = None,
) -> Row:
    """Lock a row, set `values` on it, and write down what they replaced; nothing when nothing changed."""
    return change_locked(row=row_for_update(model, pk), values=values, by=by, cooperative=cooperative)


def change_locked(
    *, row: Row, values: Mapping[str, Any], by: User | None, cooperative: Cooperative | None = None
) -> Row:
    """As `write_changes`, for a row whose lock the caller holds."""
    if act := set_values(row=row, values=values):
        row.save()
        record_act(action=act.action, subject=row, by=by, cooperative=cooperative, before=act.before, after=act.after)
    return row


def set_values(*, row: Model, values: Mapping[str, Any]) -> Act | None:
    """Set `values` on a row that its caller writes; answers the line for the log, None when nothing changed."""
    before = _raw(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    changed = [name for name, value in _raw(row, values).items() if value != before[name]]
    if not changed:
        return None
    replaced = {name: _readable(row, name, before[name]) for name in changed}
    return Act(f"{row._meta.model_name}.change", row, replaced, values_of(row, changed))


def values_of(row: Model, names: list[str]) -> dict[str, Any]:
    """What stands in the fields `names` of a row, as the log may hold it."""
    return {name: _readable(row, name, value) for name, value in _raw(row, names).items()}


def _raw(row: Model, names: Any) -> dict[str, Any]:
    return {name: _field(row, name).value_from_object(row) for name in names}


def _readable(row: Model, name: str, value: Any) -> Any:
    return HIDDEN if value and isinstance(_field(row, name), EncryptedTextField) else value


def _field(row: Model, name: str) -> Field:
    return row._meta.get_field(name)  # type: ignore[return-value]


def _written(row: Model) -> list[Field]:
    """What a person can have written: nothing that the row derives by itself."""
    return [field for field in row._meta.concrete_fields if field.editable and not field.primary_key]
