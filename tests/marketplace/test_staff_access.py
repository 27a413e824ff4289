"""Who may open the staff's screens: nobody but the platform's people, and none of them deletes."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from cooperatives.models import Cooperative
from marketplace.staff.services import load_staff_group
from tests.factories import make_cooperative, make_edition, make_member, make_user
from tests.fairs.organisers import make_organiser, signed_in
from tests.marketplace.staff import send, staff_client
from tests.marketplace.staff_rows import addresses, make_rows, screens

# Wagtail's own templates print what nobody gave them.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("plain_refusals"),
]


@pytest.fixture(scope="module", autouse=True)
def _rows(once_for_all: Callable[[Callable[[], None]], None]) -> None:
    once_for_all(make_rows)


def answers(client: Client) -> dict[str, int]:
    """The status of every address of the staff's screens."""
    return {url: client.get(url).status_code for viewset in screens() for _name, url in addresses(viewset)}


def test_visitor_is_sent_to_sign_in() -> None:
    for viewset in screens():
        for _name, url in addresses(viewset):
            response = Client().get(url)
            assert response.status_code == 302, url
            assert response["Location"].startswith(reverse("account_login")), url


@pytest.mark.parametrize("who", ["shopper", "member", "organiser"])
def test_people_of_other_places_are_shut_out(who: str) -> None:
    people = {
        "shopper": make_user,
        "member": lambda: make_member(make_cooperative()),
        "organiser": lambda: make_organiser(make_edition()),
    }

    assert set(answers(signed_in(people[who]())).values()) == {403}


def test_editor_of_pages_sees_none_of_it() -> None:
    editor = make_user(is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))

    assert set(answers(signed_in(editor)).values()) == {302}


def test_editor_of_pages_cannot_act() -> None:
    cooperative = make_cooperative()
    editor = make_user(is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))

    send(signed_in(editor), f"/cms/cooperatives/inspect/{cooperative.pk}/suspend/", reason="No")

    assert Cooperative.objects.get(pk=cooperative.pk).status == "approved"


@pytest.mark.parametrize("is_superuser", [False, True])
def test_staff_and_administrators_open_every_screen(is_superuser: bool) -> None:
    client = signed_in(make_user(is_staff=True, is_superuser=True)) if is_superuser else staff_client()

    for viewset in screens():
        for name, url in addresses(viewset):
            response = client.get(url)
            if name.startswith("act ") and response.status_code == 302:
                # Not offered for the row as it stands: back to its page.
                assert response["Location"] in url, url
            else:
                assert response.status_code == 200, url


@pytest.mark.parametrize("screen", screens(), ids=lambda viewset: viewset.name)
def test_nothing_is_deleted(screen) -> None:
    for name in ("delete", "copy", "history", "usage"):
        with pytest.raises(NoReverseMatch):
            reverse(screen.get_url_name(name), args=[1])


def test_staff_manage_neither_users_nor_groups() -> None:
    client = staff_client()

    for name in ("wagtailusers_users:index", "wagtailusers_users:add", "wagtailusers_groups:index"):
        assert client.get(reverse(name)).status_code == 302


def test_group_is_written_anew_with_exactly_what_it_may_do() -> None:
    group = load_staff_group()
    before = set(group.permissions.values_list("codename", flat=True))
    group.permissions.clear()

    again = load_staff_group()

    assert set(again.permissions.values_list("codename", flat=True)) == before
    assert not [name for name in before if name.startswith("delete_") or name.endswith("_user")]
    assert Group.objects.filter(name="Staff").count() == 1


@pytest.fixture(scope="module")
def asked() -> dict[str, list[tuple[int, int]]]:
    """What each list answers, and by how many queries: with one row, and with four. The first who needs it fills it."""
    return {}


def fill(asked: dict[str, list[tuple[int, int]]]) -> None:
    client = staff_client()
    # Whichever list breaks, the others are still looked at.
    client.raise_request_exception = False
    lists = {screen.name: reverse(screen.get_url_name("index")) for screen in screens()}
    for url in lists.values():
        client.get(url)
    few = {name: answered(client, url) for name, url in lists.items()}
    for serial in (2, 3, 4):
        make_rows(serial)
    asked |= {name: [few[name], answered(client, url)] for name, url in lists.items()}


def answered(client: Client, url: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as queries:
        status = client.get(url).status_code
    return status, len(queries)


@pytest.mark.parametrize("screen", [screen.name for screen in screens()])
def test_lists_take_the_same_number_of_queries_for_one_row_and_for_four(
    screen: str, asked: dict[str, list[tuple[int, int]]]
) -> None:
    if not asked:
        fill(asked)
    few, many = asked[screen]

    assert few[0] == many[0] == 200
    assert many == few


def test_menu_has_the_five_headings_in_the_language_of_the_person(client: Client) -> None:
    page = staff_client().get("/cms/").content.decode()

    for url in ("cooperatives", "products", "editions", "calls", "commission_rules", "acts"):
        assert f"/cms/{url}/" in page


def test_screens_read_from_the_right_in_arabic() -> None:
    page = staff_client().get("/cms/cooperatives/").content.decode()

    assert '<html lang="ar" dir="rtl"' in page


def test_oscar_has_no_screens() -> None:
    page = staff_client().get("/cms/").content.decode()

    assert "voucher" not in page
    assert "/offer" not in page
