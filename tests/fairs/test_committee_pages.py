"""The committee's pages: who sees them, what stays provisional, and that hundreds of applications cost no more."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cooperatives.idempotency import new_token
from cooperatives.jobs.services import run_due
from fairs.applications.models import Appeal, Application
from fairs.calls.models import Quota
from fairs.enums import EditionRole
from fairs.models import Participation
from fairs.selection.models import CommonScore, Decision, Minutes, Recusal, Score, ScoreSheet
from tests.factories import make_cooperatives, make_edition, make_member, make_participation
from tests.fairs.committee_world import Committee, decide_all, make_applications, make_committee
from tests.fairs.organisers import make_fair, make_organiser, questions, sell, signed_in

pytestmark = pytest.mark.django_db
DECIDED = ["selected", "waiting", "waiting", "refused"]


@pytest.fixture
def committee() -> Committee:
    return make_committee()


@pytest.fixture
def compared(committee: Committee) -> Committee:
    committee.score([(5, 5), (4, 4), (3, 3), (2, 2)])
    committee.end()
    return committee


def at(committee: Committee, page: str = "", language: str = "en") -> str:
    return f"/{language}/organiser/editions/{committee.edition.code}/committee/stops/1/{page}"


def form(**given: object) -> dict[str, object]:
    return {"once": new_token()} | given


def points(committee: Committee, *given: int) -> dict[str, object]:
    pairs = zip(committee.criteria, given, strict=True)
    return {f"points-{criterion.pk}": one for criterion, one in pairs} | {"go": "next"}


# Who


def test_field_staff_and_strangers_see_nothing_of_it(compared: Committee) -> None:
    decide_all(compared, DECIDED)
    others = [
        make_organiser(compared.edition, role=EditionRole.FIELD_STAFF),
        make_organiser(make_edition(programme_kind="mobile_markets")),
        make_member(compared.applications[0].cooperative),
    ]
    first = compared.applications[0].public_id
    pages = ["", "log/", "members/", "together/", f"together/{first}/", "decisions/", "decisions/filling/"]
    pages += [f"decisions/{first}/", "minutes/", "announcement/", "list.xlsx", f"applications/{first}/", "points/"]
    for person in others:
        client = signed_in(person)
        assert client.get(f"/en/organiser/editions/{compared.edition.code}/committee/").status_code == 404
        assert {client.get(at(compared, page)).status_code for page in pages} == {404}
        for act in ("decisions/propose/", "decisions/reasons/", f"decisions/{first}/undo/", "announcement/"):
            assert client.post(at(compared, act), form()).status_code == 404


def test_members_decide_and_only_organisers_end_announce_and_answer(compared: Committee) -> None:
    decide_all(compared, DECIDED)
    client = signed_in(compared.members[0])

    assert client.get(at(compared, "decisions/")).status_code == 200
    assert client.get(at(compared, "minutes/")).status_code == 200
    assert client.get(at(compared, "announcement/")).status_code == 404
    assert client.post(at(compared, "announcement/"), form(means_it="on")).status_code == 404
    assert client.post(at(compared, "members/"), form(means_it="on")).status_code == 404
    assert signed_in(compared.owner).get(at(compared, "announcement/")).status_code == 200
    assert signed_in(compared.owner).get(at(compared, "points/")).status_code == 404
    assert set(Application.objects.values_list("status", flat=True)) == {"sent"}


def test_before_scoring_ends_nobody_sees_others_points(committee: Committee) -> None:
    committee.score([(5, 4), (4, 4), (3, 3), (2, 2)], members=committee.members[:1])
    first = committee.applications[0].public_id
    for person in (committee.members[1], committee.owner):
        client = signed_in(person)
        for page in ("together/", f"together/{first}/", "decisions/", "announcement/", "minutes/", "list.xlsx"):
            assert client.get(at(committee, page)).status_code == 404
        assert "points of 100" not in client.get(at(committee, f"applications/{first}/")).content.decode()
    sheet = signed_in(committee.members[1]).get(at(committee, f"points/{first}/")).content.decode()
    assert "checked" not in sheet.replace('value="" id', "").split("point-buttons")[0]
    assert Score.objects.count() == 8


def test_provisional_decisions_are_told_to_no_applicant(compared: Committee) -> None:
    decide_all(compared, DECIDED, reason="Provisoire: hors sujet")
    row = compared.applications[3]
    client = Client()
    client.force_login(make_member(row.cooperative))

    own = client.get(reverse("workspace:application", kwargs={"public_id": row.public_id}))
    seen = [own, client.get("/en/workspace/"), Client().get(f"/en/fairs/{compared.edition.code}/")]

    assert own.status_code == 200
    assert Client().get(f"/api/v1/editions/{compared.edition.code}/").status_code in (200, 404)
    assert all("hors sujet" not in answer.content.decode() for answer in seen)
    row.refresh_from_db()
    assert (row.status, row.reason, row.waiting_position) == ("sent", "", None)
    assert not Participation.objects.exists()


# Points


def test_points_are_kept_and_lead_to_the_next_one(committee: Committee) -> None:
    client = signed_in(committee.members[0])
    first, second = committee.applications[:2]
    url = at(committee, f"points/{first.public_id}/")

    answer = client.post(url, points(committee, 4, 3) | {f"note-{committee.criteria[0].pk}": "Emballage soigné"})

    assert answer.url == at(committee, f"points/{second.public_id}/")
    scores = Score.objects.order_by("criterion").values_list("points", "note")
    assert list(scores) == [(4, "Emballage soigné"), (3, "")]
    content = client.get(url).content.decode()
    assert 'value="4" id="id_points-' in content
    assert "Emballage soigné" in content
    assert "1 of 4" in client.get(at(committee, "points/")).content.decode()
    assert client.post(
        at(committee, f"points/{first.public_id}/"), points(committee, 4, 3) | {"go": "previous"}
    ).url == at(committee, "points/")


def test_points_that_make_no_sense_are_kept_in_the_form(committee: Committee) -> None:
    committee.criteria[0].highest = 20
    committee.criteria[0].save()
    client = signed_in(committee.members[0])

    answer = client.post(at(committee, f"points/{committee.applications[0].public_id}/"), points(committee, 21, 3))

    content = answer.content.decode()
    assert answer.status_code == 422
    assert "The highest points by this criterion are 20." in content
    assert 'value="21"' in content
    assert not Score.objects.exists()


def test_own_cooperative_shows_no_form_and_takes_no_points(committee: Committee) -> None:
    own = committee.applications[0]
    own.cooperative.memberships.create(user=committee.members[0], role="seller")
    client = signed_in(committee.members[0])
    url = at(committee, f"points/{own.public_id}/")

    content = client.get(url).content.decode()
    client.post(url, points(committee, 5, 5))

    assert "You belong to this organisation." in content
    assert "point-buttons" not in content
    assert not Score.objects.exists()


def test_member_stands_aside_hands_in_and_the_owner_ends_scoring(committee: Committee) -> None:
    client = signed_in(committee.members[0])
    first = committee.applications[0]
    refused = client.post(at(committee, f"points/{first.public_id}/aside/"), form(reason=""))
    assert refused.status_code == 422
    client.post(at(committee, f"points/{first.public_id}/aside/"), form(reason="Ma sœur y travaille"))
    assert Recusal.objects.get().reason == "Ma sœur y travaille"
    client.post(at(committee, "points/hand-in/"), form())
    assert not ScoreSheet.objects.filter(handed_in_at__isnull=False).exists()
    for row in committee.applications[1:]:
        client.post(at(committee, f"points/{row.public_id}/"), points(committee, 3, 3))
    client.post(at(committee, "points/hand-in/"), form())
    assert ScoreSheet.objects.filter(handed_in_at__isnull=False).count() == 1

    owner = signed_in(committee.owner)
    content = owner.get(at(committee, "members/")).content.decode()
    assert "2 members have not handed their sheets in." in content
    assert owner.post(at(committee, "members/"), form()).status_code == 422
    answer = owner.post(at(committee, "members/"), form(means_it="on"))
    assert answer.url == at(committee, "together/")


def test_points_agreed_on_need_a_reason(compared: Committee) -> None:
    client = signed_in(compared.members[0])
    criterion = compared.criteria[0].pk
    url = at(compared, f"together/{compared.applications[0].public_id}/")
    given = {"criterion": criterion, f"agreed-{criterion}-points": "4"}

    refused = client.post(url, form(**given))
    assert refused.status_code == 422
    assert "Write why the committee agreed on these points." in refused.content.decode()
    assert not CommonScore.objects.exists()
    client.post(url, form(**given, **{f"agreed-{criterion}-reason": "Vu ensemble"}))
    assert CommonScore.objects.get().points == 4


# Decisions


def test_proposal_is_ordered_once_and_shown_with_its_bars(compared: Committee) -> None:
    Quota.objects.create(call=compared.call, kind="first_time", at_most=1)
    client = signed_in(compared.owner)
    once = form(waiting="1")
    for _ in range(2):
        client.post(at(compared, "decisions/propose/"), once)
    assert "The proposal is being made." in client.get(at(compared, "decisions/")).content.decode()
    run_due()

    fragment = client.get(at(compared, "decisions/filling/?made=1"))
    content = client.get(at(compared, "decisions/")).content.decode()

    assert fragment["HX-Refresh"] == "true"
    assert "2 of 2" in content
    assert "Taking part for the first time: at most 1" in content
    assert "Comes by its points." in content
    assert Decision.objects.count() == 4


def test_clash_names_the_rules_with_links(compared: Committee) -> None:
    women = Quota.objects.create(call=compared.call, kind="women", at_least=3)
    client = signed_in(compared.owner)
    client.post(at(compared, "decisions/propose/"), form(waiting="1"))
    run_due()

    content = client.get(at(compared, "decisions/")).content.decode()

    assert f'href="#quota-{women.pk}"' in content
    assert f'id="quota-{women.pk}"' in content
    assert "These rules cannot be kept together:" in content
    assert not Decision.objects.exists()


def test_decision_by_hand_wants_its_reason_and_can_be_undone(compared: Committee) -> None:
    decide_all(compared, DECIDED)
    client = signed_in(compared.members[0])
    url = at(compared, f"decisions/{compared.applications[0].public_id}/")

    refused = client.post(url, form(outcome="refused", stalls="3"))
    content = refused.content.decode()
    assert refused.status_code == 422
    assert "Choose a reason or write one." in content
    assert "It asks for 1: no more can be given." in content
    client.post(url, form(outcome="refused", ready="does_not_fit"))
    decision = Decision.objects.get(application=compared.applications[0])
    assert (decision.outcome, decision.by, decision.facts["ready"]) == ("refused", "person", "does_not_fit")

    client.post(f"{url}undo/", form())
    decision.refresh_from_db()
    assert (decision.outcome, decision.by, decision.stalls) == ("selected", "proposal", 1)
    assert "Took a decision back" in client.get(at(compared, "log/")).content.decode()


def test_announcement_lists_what_is_missing_and_then_happens_once(compared: Committee) -> None:
    decide_all(compared, DECIDED, reason="")
    client = signed_in(compared.owner)
    content = client.get(at(compared, "announcement/")).content.decode()
    assert "Refusals have no reason yet." in content
    assert "Tell everybody at once" not in content
    assert client.post(at(compared, "announcement/"), form(means_it="on", leaves_unfilled="on")).status_code == 422
    assert not Participation.objects.exists()
    client.post(at(compared, "decisions/reasons/"), form(ready="below_the_line"))
    content = client.get(at(compared, "announcement/")).content.decode()
    assert "Announce with 1 stall not given" in content

    once = form(means_it="on", leaves_unfilled="on")
    for _ in range(2):
        assert client.post(at(compared, "announcement/"), once).status_code in (200, 302)

    assert Participation.objects.count() == 1
    assert Application.objects.get(status="refused").reason
    assert "Announced" in client.get(at(compared, "announcement/")).content.decode()


def test_minutes_are_frozen_numbered_and_printed_in_both_languages(compared: Committee) -> None:
    decide_all(compared, DECIDED)
    Quota.objects.create(call=compared.call, kind="women", at_least=1)
    client = signed_in(compared.owner)
    given = {"day": "2026-01-10", "hour": "10:00", "place": "Agadir", "present": "Amina Idrissi, présidente\nHassan"}
    refused = client.post(at(compared, "minutes/"), form(**(given | {"day": "2099-01-01"})))
    assert refused.status_code == 422
    assert "This day has not come yet." in refused.content.decode()
    nobody = client.post(at(compared, "minutes/"), form(**(given | {"present": " , présidente"})))
    assert (nobody.status_code, Minutes.objects.count()) == (422, 0)

    for _ in range(2):
        client.post(at(compared, "minutes/"), form(**given))
    run_due()

    first, second = Minutes.objects.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.present == [{"name": "Amina Idrissi", "function": "présidente"}, {"name": "Hassan", "function": ""}]
    assert first.contents["counts"]["selected"] == 1
    assert first.contents["quotas"][0]["is_broken"] is True
    assert [row["rank"] for row in first.contents["rows"]] == [1, 2, 3, 4]
    for language in ("ar", "fr"):
        assert storages["private"].exists(f"minutes/{first.public_id}/{language}.pdf")
        answer = client.get(at(compared, f"minutes/{first.public_id}/{language}.pdf"))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert client.get(at(compared, f"minutes/{first.public_id}/en.pdf")).status_code == 404
    Decision.objects.filter(outcome="selected").update(stalls=2)
    assert "Decisions have changed since the last minutes" in client.get(at(compared, "minutes/")).content.decode()
    book = load_workbook(BytesIO(client.get(at(compared, "list.xlsx")).content))
    assert book.worksheets[0].max_row == 5


def test_appeal_is_answered_in_writing_on_its_page(compared: Committee) -> None:
    decide_all(compared, ["selected", "refused", "refused", "refused"])
    client = signed_in(compared.owner)
    client.post(at(compared, "announcement/"), form(means_it="on", leaves_unfilled="on"))
    sent = Appeal.objects.create(application=compared.applications[3], text="Regardez encore", sent_by=compared.owner)
    url = at(compared, f"appeals/{sent.public_id}/")
    assert "Regardez encore" in client.get(at(compared, "appeals/")).content.decode()
    refused = client.post(url, form(outcome="upheld"))
    assert refused.status_code == 422
    assert "Write the answer: the applicant reads it." in refused.content.decode()
    assert signed_in(compared.members[0]).post(url, form(outcome="upheld", text="Oui")).status_code == 404

    client.post(url, form(outcome="upheld", text="En effet"))

    sent.refresh_from_db()
    assert (sent.outcome, sent.application.status) == ("upheld", "selected")
    assert client.get(url).status_code == 200


# How much


def test_hundreds_of_applications_take_no_more_questions_than_ten(
    compared: Committee, once_for_all: Callable[..., object]
) -> None:
    decide_all(compared, DECIDED)
    client = signed_in(compared.members[0])
    pages = ["", "?q=coop", "members/", "together/", "decisions/", "decisions/filling/", "log/"]
    pages.append(f"decisions/{compared.applications[0].public_id}/")
    client.get(at(compared))
    before = [questions(client, at(compared, page)) for page in pages]
    more = make_applications(compared.call, make_cooperatives([{"sector": "crafts"}] * 400), compared.owner)
    Score.objects.bulk_create(
        Score(application=row, criterion=criterion, member=member, points=3)
        for row in more
        for criterion in compared.criteria
        for member in compared.members
    )

    assert [questions(client, at(compared, page)) for page in pages] == before


def test_committee_stands_in_the_way_around_only_for_who_may_see_it(committee: Committee) -> None:
    page = f"/en/organiser/editions/{committee.edition.code}/tills/"
    start = f"/en/organiser/editions/{committee.edition.code}/committee/"
    staff = make_organiser(committee.edition, role=EditionRole.FIELD_STAFF)

    assert start not in signed_in(staff).get(page).content.decode()
    assert start in signed_in(committee.owner).get(start).content.decode()


def test_figures_of_earlier_editions_are_shown_only_to_who_may_see_them(committee: Committee) -> None:
    fair = make_fair()
    sell(make_participation(fair, committee.applications[0].cooperative), "1250.00")
    page = at(committee, f"applications/{committee.applications[0].public_id}/", "fr")

    own = signed_in(committee.members[0]).get(page).content.decode()
    whole = signed_in(make_organiser(fair.programme)).get(page).content.decode()

    assert fair.name_fr in own
    assert "1\u202f250,00" not in own.replace("\xa0", "\u202f")
    assert "1\u202f250,00" in whole.replace("\xa0", "\u202f")
