"""No screen of the workspace is left unlooked at: a new address needs a line in tests/journeys/screens/table.py."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from marketplace.workspace import urls
from tests.architecture.workspace_access import WORKSPACE_POST
from tests.journeys.screens.table import ACTS, ERROR, NO_SCREENS, SCREENS, WITHOUT_NETWORK

LOOKED_AT = {screen.name for screen in (*SCREENS, *WITHOUT_NETWORK)}
REFUSED = {screen.sends for screen in SCREENS if screen.state == ERROR}


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns)
        else:
            yield str(each.name)


def view_of(name: str) -> object:
    (found,) = (each for each in patterns(urls.urlpatterns) if each.name == name)
    return found.callback


def patterns(of: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in of:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns)
        else:
            yield each


def test_every_address_is_looked_at_or_is_no_screen() -> None:
    every = set(names(urls.urlpatterns))

    assert every - LOOKED_AT - REFUSED - set(NO_SCREENS) - ACTS == set(), (
        "add a screen to tests/journeys/screens/table.py"
    )
    assert (LOOKED_AT | REFUSED | set(NO_SCREENS) | ACTS) - every == set(), "is gone"


@pytest.mark.parametrize("name", sorted(ACTS))
def test_what_counts_as_an_act_is_no_page(name: str) -> None:
    assert "GET" not in allowed_by(view_of(name)), f"{name} is asked for too: it is a screen"


def allowed_by(view: object) -> set[str]:
    """The methods that `require_http_methods` lets through, wherever it stands among the decorators."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            found = cell.cell_contents
            if isinstance(found, list) and found and all(isinstance(each, str) and each.isupper() for each in found):
                return set(found)
        view = getattr(view, "__wrapped__", None)
    return {"GET"}


def test_every_refused_form_is_looked_at() -> None:
    """Sent with nothing typed, these answer with their form: the matrix of access says so."""
    with translation.override("fr"):
        answered = {
            get_resolver().resolve(f"/fr/{path.format(**PARTS)}").view_name.removeprefix("workspace:")
            for path, roles in WORKSPACE_POST.items()
            if roles["member"] == 422
        }
    assert answered - REFUSED - ACTS == set(), "add a screen in the state `error` to tests/journeys/screens/table.py"


PARTS = dict.fromkeys(("product", "cooperative", "order", "parcel", "coming_back", "edition"), "xxxxxxxxxxxx")
