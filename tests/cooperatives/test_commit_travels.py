"""A COMMIT that travels with the last statement: on committed rows, since no test sees it in its own transaction."""

import pytest
from django.db import IntegrityError, connection, transaction

from cooperatives.round_trips import committed_with_the_last
from tests.cooperatives.test_round_trips import there, write

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]


@pytest.fixture(autouse=True)
def _things(committed_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE thing (id int PRIMARY KEY, name text)")


def test_a_commit_travels_with_the_last_statement() -> None:
    done: list[str] = []
    with committed_with_the_last():
        transaction.on_commit(lambda: done.append("told"))
        write(1, "one")
        assert connection.in_atomic_block

    assert not connection.in_atomic_block
    assert connection.get_autocommit()
    assert done == ["told"]
    connection.rollback()
    assert there() == [(1, "one")]


def test_a_last_statement_that_fails_leaves_nothing_behind() -> None:
    done: list[str] = []
    write(1, "one")

    def write_again() -> None:
        with committed_with_the_last():
            transaction.on_commit(lambda: done.append("told"))
            write(2, "two")
            write(1, "again")

    with pytest.raises(IntegrityError, match="thing_pkey"):
        write_again()

    assert (there(), done, connection.in_atomic_block) == ([(1, "one")], [], False)


def test_what_only_the_commit_refuses_leaves_nothing_behind() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE thing ADD UNIQUE (name) DEFERRABLE INITIALLY DEFERRED")

    def write_twice() -> None:
        with committed_with_the_last():
            write(1, "one")
            write(2, "one")

    with pytest.raises(IntegrityError, match="thing_name_key"):
        write_twice()

    assert there() == []


def test_an_error_of_our_own_leaves_nothing_behind() -> None:
    def write_and_stumble() -> None:
        with committed_with_the_last():
            write(1, "one")
            raise LookupError("nobody")

    with pytest.raises(LookupError):
        write_and_stumble()

    assert there() == []
