"""Another cooperative's rows do not exist: every address of the workspace that names one, asked and sent by a stranger.

The addresses are read from the resolver, so that a new one is tried as soon as it stands there. Who asks is no mere
visitor: they have the same role, and one of everything, in a cooperative of their own.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from cooperatives.idempotency import FIELD, new_token
from marketplace.workspace import urls
from tests.marketplace.workspace_sides import NOBODYS, ROWS, Row, Side, make_side, nothing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_refusals")]

# What stands in the transaction of this test: rows written, by table. Sessions are every visitor's own.
WRITTEN = """
    SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
    WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 AND relname <> 'django_session'
"""
WRONG_VERB = 405


def addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    """The name of each address and what it looks like."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from ((name, f"{each.pattern}{route}") for name, route in addresses(each.url_patterns))
        else:
            yield str(each.name), str(each.pattern)


NAMED = sorted(name for name, route in addresses(urls.urlpatterns) if "<" in route)
TRIED = [name for name in NAMED if name not in NOBODYS]


@pytest.fixture(scope="module")
def made(once_for_all: Callable[[Callable[[], tuple[Side, Side]]], tuple[Side, Side]]) -> tuple[Side, Side]:
    return once_for_all(lambda: (make_side("09"), make_side("04")))


def row_of(name: str) -> Row:
    """What is tried at an address; whoever adds one adds a row for it."""
    if name not in ROWS:
        pytest.fail(f"add an object for {name}: tests/marketplace/workspace_sides.py")
    return ROWS[name]


def written() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


def answers(client: Client, name: str, of: Side) -> dict[str, int]:
    """What asking and sending are answered."""
    row = row_of(name)
    url = reverse(f"workspace:{name}", kwargs=dict(row.kwargs(of)))
    sent = {FIELD: new_token(), **row.data(of)}
    return {"get": client.get(url).status_code, "post": client.post(url, sent).status_code}


@pytest.mark.parametrize("name", TRIED)
def test_a_stranger_finds_nothing_and_changes_nothing(made: tuple[Side, Side], name: str) -> None:
    ours, theirs = made
    row = row_of(name)
    before = written()

    found = answers(theirs.clients[row.who], name, ours)

    assert set(found.values()) <= {404, WRONG_VERB}
    assert 404 in found.values(), "nothing but wrong verbs: it proves nothing"
    assert written() == before


@pytest.mark.parametrize("name", TRIED)
def test_whose_it_is_finds_it(made: tuple[Side, Side], name: str) -> None:
    """Beside each refusal: the same address is no 404 for its own people, so that the refusal is about the stranger."""
    ours, _theirs = made

    found = answers(ours.clients[row_of(name).who], name, ours)

    assert set(found.values()) - {404, WRONG_VERB}, found


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.data is not nothing])
def test_ones_own_address_takes_no_name_of_anothers_row(made: tuple[Side, Side], name: str) -> None:
    ours, theirs = made
    row = row_of(name)
    url = reverse(f"workspace:{name}", kwargs=dict(row.kwargs(theirs)))
    before = written()

    response = theirs.clients[row.who].post(url, {FIELD: new_token(), **row.data(ours)})

    assert response.status_code == 404
    assert written() == before


@pytest.mark.parametrize("name", sorted(name for name, route in addresses(urls.urlpatterns) if "<" not in route))
def test_a_page_shows_no_other_cooperative_because_its_address_names_one(made: tuple[Side, Side], name: str) -> None:
    ours, theirs = made
    asked = {"cooperative": ours.cooperative.public_id, "public_id": ours.product.public_id}

    response = theirs.clients["owner"].get(reverse(f"workspace:{name}"), asked)

    assert str(ours.cooperative).encode() not in getattr(response, "content", b"")


def test_no_object_is_kept_for_an_address_that_is_gone() -> None:
    assert set(ROWS) | set(NOBODYS) <= set(NAMED)
