"""Staff check papers: accept, ask again with a reason, approve when all are accepted, refuse."""

import pytest
from django.test import Client
from django.urls import reverse

from cooperatives.joining.models import Paper
from cooperatives.joining.papers import pages_of
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Message
from marketplace.staff.views.acts import ELSEWHERE
from tests.cooperatives.joining import accept_all, applicant_of, make_applied, make_complete, paper_of
from tests.factories import make_user
from tests.fairs.organisers import signed_in
from tests.marketplace.staff import send, staff_client, told

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def staff() -> Client:
    return staff_client()


@pytest.fixture
def applied() -> Cooperative:
    return make_applied()


def url(paper: Paper, act: str = "") -> str:
    return f"/cms/papers/inspect/{paper.pk}/{act + '/' if act else ''}"


def test_the_list_shows_what_was_sent_and_what_waits_longest_first(staff: Client, applied: Cooperative) -> None:
    make_complete(name="Pas encore", ice="")
    accepted = paper_of(applied, "registration")
    send(staff, url(accepted, "accept"), seen=pages_of(accepted))

    rows = list(staff.get("/cms/papers/").context["object_list"])

    assert {row.cooperative for row in rows} == {applied}
    assert [row.kind for row in rows] == ["officers", "identity", "ice", "registration"]


def test_a_paper_shows_its_pages_and_what_they_should_say(staff: Client, applied: Cooperative) -> None:
    paper = paper_of(applied, "ice")

    page = staff.get(url(paper)).content.decode()

    picture = reverse("paper-page", args=[paper.public_id, 1])
    assert picture in page
    assert applied.ice in page
    assert picture in staff.get(url(paper, "accept")).content.decode()
    shown = staff.get(picture)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_nobody_but_staff_sees_a_page_there(applied: Cooperative) -> None:
    picture = reverse("paper-page", args=[paper_of(applied, "identity").public_id, 1])

    assert Client().get(picture).status_code == 302
    assert signed_in(applicant_of(applied)).get(picture).status_code == 403
    editor = make_user(is_staff=True)
    assert signed_in(editor).get(picture).status_code == 403
    assert staff_client().get(reverse("paper-page", args=["xxxxxxxxxxxx", 1])).status_code == 404


def test_asking_again_needs_a_reason_which_the_cooperative_reads(staff: Client, applied: Cooperative) -> None:
    paper = paper_of(applied, "ice")
    Message.objects.all().delete()
    seen = pages_of(paper)

    silent = send(staff, url(paper, "ask-again"), seen=seen, reason="")
    send(staff, url(paper, "ask-again"), seen=seen, reason="Floue")

    assert silent.status_code == 422
    paper.refresh_from_db()
    assert (paper.status, paper.reason) == ("asked_again", "Floue")
    assert all("Floue" in message.body for message in Message.objects.all())
    assert Message.objects.filter(channel="sms").count() == 2


def test_who_comes_second_is_told(applied: Cooperative) -> None:
    paper, first, second = paper_of(applied, "ice"), staff_client(), staff_client()
    seen = pages_of(paper)
    second.get(url(paper, "ask-again"))

    send(first, url(paper, "accept"), seen=seen)
    late = send(second, url(paper, "ask-again"), seen=seen, reason="Floue")

    assert late.context["form"].non_field_errors() == [str(ELSEWHERE.text)]
    paper.refresh_from_db()
    assert paper.status == "accepted"


def test_a_page_that_came_since_is_told(staff: Client, applied: Cooperative) -> None:
    paper = paper_of(applied, "ice")

    send(staff, url(paper, "accept"), seen="1.2.3")

    paper.refresh_from_db()
    assert paper.status == "sent"


def test_is_approved_once_all_are_accepted_and_told_what_is_missing_before(staff: Client, applied: Cooperative) -> None:
    page = f"/cms/cooperatives/inspect/{applied.pk}/"

    early = send(staff, f"{page}approve/")
    assert Cooperative.objects.get().status == "applied"
    accept_all(applied, make_user())
    send(staff, f"{page}approve/")

    assert str(paper_of(applied, "ice").get_kind_display()) in told(early)
    assert Cooperative.objects.get().status == "approved"
    assert paper_of(applied, "ice").get_kind_display() in staff.get(page).content.decode()


def test_is_refused_with_a_reason(staff: Client, applied: Cooperative) -> None:
    page = f"/cms/cooperatives/inspect/{applied.pk}/refuse/"

    assert send(staff, page, reason="").status_code == 422
    send(staff, page, reason="Pas de siège")

    assert Cooperative.objects.get().status == "refused"
