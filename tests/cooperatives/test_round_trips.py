"""Statements that travel together: their order, what fails among them, and what comes back."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from cooperatives.bulk import FEW, copy_rows
from cooperatives.prepared import prepared_cursor
from cooperatives.round_trips import committed_with_the_last, one_round_trip, sent_with_the_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def things() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE thing (id int PRIMARY KEY, name text)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE thing")


def write(pk: int, name: str) -> None:
    with prepared_cursor() as cursor:
        cursor.execute("INSERT INTO thing (id, name) VALUES (%s, %s)", [pk, name])


def there() -> list[tuple[int, str]]:
    with one_round_trip() as ask:
        rows = ask("SELECT id, name FROM thing ORDER BY id", [])
    return rows


def test_each_list_holds_the_rows_of_its_own_statement(things: None) -> None:
    write(1, "one")
    with one_round_trip() as ask:
        named = ask("SELECT name FROM thing WHERE id = %s", [1])
        nobody = ask("SELECT name FROM thing WHERE id = %s", [2])

    assert (named, nobody) == ([("one",)], [])


def test_what_is_read_sees_what_was_sent_before_it(things: None) -> None:
    with sent_with_the_next():
        write(1, "one")
        write(2, "two")
        seen = there()
        write(3, "three")

    assert seen == [(1, "one"), (2, "two")]
    assert there() == [(1, "one"), (2, "two"), (3, "three")]


@transaction.atomic
def write_one_twice(reached: list[str]) -> None:
    with sent_with_the_next():
        write(1, "one")
        write(1, "again")
    reached.append("the end of the block")


@transaction.atomic
def write_one_twice_in_the_inner_of_two(reached: list[str]) -> None:
    with sent_with_the_next():
        with sent_with_the_next():
            write(1, "one")
            write(1, "again")
        reached.append("the end of the inner block")
        there()
        reached.append("what was read")


def test_a_statement_that_fails_fails_before_anybody_can_commit(things: None) -> None:
    reached: list[str] = []

    with pytest.raises(IntegrityError, match="thing_pkey"):
        write_one_twice(reached)

    assert (reached, there()) == ([], [])


def test_of_blocks_within_each_other_the_failure_is_told_where_something_is_read(things: None) -> None:
    reached: list[str] = []

    with pytest.raises(IntegrityError, match="thing_pkey"):
        write_one_twice_in_the_inner_of_two(reached)

    assert (reached, there()) == (["the end of the inner block"], [])


def test_many_rows_are_written_within_it_too_though_not_by_copy(things: None) -> None:
    with sent_with_the_next():
        copy_rows(table="thing", columns=("id", "name"), rows=((pk, "x") for pk in range(FEW + 5)))

    assert len(there()) == FEW + 5


def test_inside_another_transaction_nothing_is_committed(things: None) -> None:
    with transaction.atomic():
        with committed_with_the_last():
            write(1, "one")
        transaction.set_rollback(True)

    assert there() == []
