"""Instances of models written by statements whose text stays the same, where Django would write it anew for each.

For what every purchase writes. Defaults of the model apply, since its instances have them; `save` and
signals do not, as with `bulk_create`.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, connections
from django.db.models import Field, Model

from cooperatives.bulk import as_json, copy_rows
from cooperatives.prepared import prepared_cursor, rows_of

DRAW_KEYS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


def copy_instances(rows: Sequence[Model]) -> None:
    """Append new rows of one model that nobody needs the keys of: one statement for any number of them."""
    if rows:
        _copy(rows, _fields_without_key(type(rows[0])))


def copy_with_keys(rows: Sequence[Model]) -> None:
    """Append new rows of one model and give them their keys: two statements for any number of them."""
    if not rows:
        return
    meta = rows[0]._meta
    keys = rows_of(DRAW_KEYS, [meta.db_table, meta.pk.column, len(rows)])
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
    _copy(rows, tuple(meta.concrete_fields))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def update_instances(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write the fields `names` of rows that are there: one statement for any number of rows."""
    if not rows:
        return
    meta = rows[0]._meta
    by_name = {field.name: field for field in meta.concrete_fields}
    fields = [meta.pk, *(by_name[name] for name in names)]
    columns = [str(field.column) for field in fields]
    sets = ", ".join(f'"{column}" = new."{column}"' for column in columns[1:])
    # Every word of it comes from the model, none from a person; the table itself says of what type each value is.
    statement = (
        f'UPDATE "{meta.db_table}" AS old SET {sets} '  # noqa: S608
        f'FROM json_populate_recordset(NULL::"{meta.db_table}", %s::json) AS new '
        f'WHERE old."{columns[0]}" = new."{columns[0]}"'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_json(columns, (_stored(row, fields) for row in rows))])


def insert_once(row: Model) -> None:
    """Write a row; where one with a unique value of it is there already, nothing changes."""
    statement, fields = _insert(type(row))
    with prepared_cursor() as cursor:
        cursor.execute(statement, _stored(row, fields))


@cache
def _insert(model: type[Model]) -> tuple[str, tuple[Field, ...]]:
    fields = _fields_without_key(model)
    columns = ", ".join(str(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    # Every word of it comes from the model, none from a person.
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING", fields  # noqa: S608


@cache
def _fields_without_key(model: type[Model]) -> tuple[Field, ...]:
    return tuple(field for field in model._meta.concrete_fields if not field.primary_key)


def _copy(rows: Sequence[Model], fields: Sequence[Field]) -> None:
    copy_rows(
        table=rows[0]._meta.db_table,
        columns=[str(field.column) for field in fields],
        rows=(_stored(row, fields) for row in rows),
    )


def _stored(row: Model, fields: Sequence[Field]) -> list[Any]:
    """The values as they are stored: encrypted, or as JSON, where the field does so."""
    own = connections[connection.alias]  # itself, since each field asks it several things and `connection` looks it up
    return [field.get_db_prep_save(field.pre_save(row, add=True), own) for field in fields]
