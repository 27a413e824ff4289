"""Whether a connection of the pool still lives, seen without asking the server."""

from collections.abc import Iterator

import psycopg
import pytest

from cooperatives.wire import Wire

pytestmark = pytest.mark.usefixtures("committed_db")
SEEN = "SELECT query FROM pg_stat_activity WHERE pid = %s"
END = "SELECT pg_terminate_backend(%s, 5000)"


@pytest.fixture
def wire(committed_db) -> Iterator[Wire]:
    with Wire.connect(committed_db.url, autocommit=True) as one:
        yield one


@pytest.fixture
def other(committed_db) -> Iterator[psycopg.Connection]:
    with psycopg.connect(committed_db.url, autocommit=True) as one:
        yield one


def test_one_that_lives_sends_nothing(wire: Wire, other: psycopg.Connection) -> None:
    wire.execute("SELECT 1")
    wire.execute("")

    assert other.execute(SEEN, [wire.info.backend_pid]).fetchone() == ("SELECT 1",)


def test_one_whose_server_process_ended_fails(wire: Wire, other: psycopg.Connection) -> None:
    other.execute(END, [wire.info.backend_pid])

    with pytest.raises(psycopg.OperationalError):
        wire.execute("")


def test_one_that_was_told_something_asks_and_goes_on(wire: Wire, other: psycopg.Connection) -> None:
    wire.execute("LISTEN something")
    other.execute("NOTIFY something")

    wire.execute("")

    assert wire.execute("SELECT 2").fetchone() == (2,)


def test_one_that_is_closed_fails(wire: Wire) -> None:
    wire.close()

    with pytest.raises(psycopg.OperationalError):
        wire.execute("")
