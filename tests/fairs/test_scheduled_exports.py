"""Regular files: made once a day for one person, as far as they may see at that moment, and kept sixty days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client
from openpyxl import load_workbook

from cooperatives import clock
from cooperatives.idempotency import new_token
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.outbox.models import Message
from fairs.closing.scheduled import forget_exports, make_export, plan_exports
from fairs.models import Edition, EditionMembership, ExportFile, ScheduledExport
from fairs.nightly import plan_the_night
from tests.fairs.organisers import make_fair, make_organiser, make_participants, questions, sell, signed_in

pytestmark = pytest.mark.django_db
# A Tuesday.
MORNING = datetime(2026, 8, 4, 4, 30, tzinfo=UTC)
TODAY = date(2026, 8, 4)
PAGE = "/en/organiser/files/"


@pytest.fixture(autouse=True)
def _morning(settings, tmp_path: Path) -> Iterator[None]:
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    with clock.frozen_at(MORNING):
        yield


@pytest.fixture
def edition() -> Edition:
    edition = make_fair(code="fair")
    (participation,) = make_participants(edition, 1)
    sell(participation, "120.50")
    return edition


@pytest.fixture
def user(edition: Edition):
    return make_organiser(edition)


@pytest.fixture
def client(user) -> Client:
    return signed_in(user)


def ask(client: Client, of: str = "edition:fair", period: str = "day", **given: str):
    return client.post(PAGE, {"once": new_token(), "of": of, "period": period} | given)


def sheet_of(client: Client, file: ExportFile) -> list[list[object]]:
    answer = client.get(f"{PAGE}{file.public_id}/figures.xlsx")
    assert answer.status_code == 200
    return [list(row) for row in load_workbook(BytesIO(answer.getvalue())).worksheets[0].iter_rows(values_only=True)]


def test_file_is_made_in_the_night_and_fetched_by_its_person(client: Client, user) -> None:
    assert ask(client).status_code == 302
    plan_the_night()
    run_due()

    file = ExportFile.objects.get()
    rows = sheet_of(client, file)
    assert rows[1][6:9] == [120.5, 0, 120.5]
    (message,) = Message.objects.all()
    assert f"/en/organiser/files/{file.public_id}/figures.xlsx" in message.body
    assert "120" not in message.body


def test_file_is_made_once_a_day(client: Client) -> None:
    ask(client)
    export = ScheduledExport.objects.get()

    for _ in range(2):
        plan_exports(today=TODAY)
        run_due()
        make_export(export_id=export.pk, day=TODAY)

    assert (Job.objects.filter(kind="fairs.make_export").count(), ExportFile.objects.count()) == (1, 1)
    assert Message.objects.count() == 1
    with clock.frozen_at(MORNING + timedelta(days=1)):
        plan_exports(today=TODAY + timedelta(days=1))
        run_due()
    assert ExportFile.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        (date(2026, 8, 4), {"day"}),
        (date(2026, 8, 10), {"day", "week"}),
        (date(2026, 9, 1), {"day", "month"}),
        (date(2026, 6, 1), {"day", "week", "month"}),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first(client: Client, day: date, periods: set[str]) -> None:
    for period in ("day", "week", "month"):
        assert ask(client, period=period).status_code == 302

    plan_exports(today=day)

    due = Job.objects.filter(kind="fairs.make_export").values_list("subject_id", flat=True)
    assert {ScheduledExport.objects.get(pk=pk).period for pk in due} == periods


def test_role_that_ended_ends_the_export_and_makes_nothing(client: Client, user) -> None:
    ask(client)
    EditionMembership.objects.update(ended_at=MORNING)
    EditionMembership.objects.create(user=user, edition=make_fair(), role="owner")

    plan_exports(today=TODAY)
    run_due()

    export = ScheduledExport.objects.get()
    assert (export.ended_at, export.end_reason) == (MORNING, "not_allowed")
    assert not ExportFile.objects.exists()
    assert not Message.objects.exists()
    assert not storages["private"].exists("exports")
    assert "your role there had ended" in client.get(PAGE).content.decode()


def test_role_that_ended_shuts_the_files_that_were_made(client: Client) -> None:
    ask(client)
    make_export(export_id=ScheduledExport.objects.get().pk, day=TODAY)
    file = ExportFile.objects.get()
    sheet_of(client, file)

    EditionMembership.objects.update(ended_at=MORNING)

    assert client.get(f"{PAGE}{file.public_id}/figures.xlsx").status_code == 404


def test_role_that_ended_for_one_edition_shuts_the_file_that_holds_it(client: Client, user) -> None:
    second = make_fair(code="second")
    membership = EditionMembership.objects.create(user=user, edition=second, role="owner")
    ask(client, of="all")
    export = ScheduledExport.objects.get()
    make_export(export_id=export.pk, day=TODAY)
    both = ExportFile.objects.get()
    assert [row[0] for row in sheet_of(client, both)[1:]] == ["fair", "second"]

    membership.ended_at = MORNING
    membership.save()
    make_export(export_id=export.pk, day=TODAY + timedelta(days=1))

    assert client.get(f"{PAGE}{both.public_id}/figures.xlsx").status_code == 404
    one = ExportFile.objects.get(for_day=TODAY + timedelta(days=1))
    assert [row[0] for row in sheet_of(client, one)[1:]] == ["fair"]


def test_anothers_file_and_export_are_not_there(client: Client, edition: Edition) -> None:
    ask(client)
    export = ScheduledExport.objects.get()
    make_export(export_id=export.pk, day=TODAY)
    colleague = signed_in(make_organiser(edition))

    assert colleague.get(f"{PAGE}{ExportFile.objects.get().public_id}/figures.xlsx").status_code == 404
    assert colleague.post(f"{PAGE}{export.public_id}/end/").status_code == 404
    export.refresh_from_db()
    assert export.ended_at is None
    assert export.public_id not in colleague.get(PAGE).content.decode()


def test_only_what_one_may_see_is_offered(client: Client) -> None:
    make_fair(code="secret", programme_kind="mobile_markets")

    for of in ("edition:secret", "programme:mobile_markets", "edition:", ""):
        assert ask(client, of=of).status_code == 422
    assert not ScheduledExport.objects.exists()


def test_same_export_twice_is_refused_and_the_same_form_is_one(client: Client) -> None:
    once = new_token()
    assert [ask(client, once=once).status_code for _ in range(2)] == [302, 302]
    answer = ask(client)

    assert answer.status_code == 422
    assert "You have this file already" in answer.content.decode()
    assert ScheduledExport.objects.count() == 1


def test_ended_export_makes_no_more_and_keeps_its_files(client: Client) -> None:
    ask(client)
    export = ScheduledExport.objects.get()
    make_export(export_id=export.pk, day=TODAY)

    for _ in range(2):
        assert client.post(f"{PAGE}{export.public_id}/end/").status_code == 302
    make_export(export_id=export.pk, day=TODAY + timedelta(days=1))

    export.refresh_from_db()
    assert (export.ended_at, export.end_reason) == (MORNING, "by_hand")
    sheet_of(client, ExportFile.objects.get())
    assert ask(client).status_code == 302


def test_file_is_thrown_away_after_sixty_days(client: Client, django_capture_on_commit_callbacks) -> None:
    ask(client)
    make_export(export_id=ScheduledExport.objects.get().pk, day=TODAY)
    name = ExportFile.objects.get().file

    with clock.frozen_at(MORNING + timedelta(days=60)):
        assert forget_exports() == 0
    with (
        clock.frozen_at(MORNING + timedelta(days=60, seconds=1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert forget_exports() == 1

    assert not ExportFile.objects.exists()
    assert not storages["private"].exists(name)
    assert not storages["private"].exists(f"{name}.editions")


def test_programme_is_made_of_the_editions_one_may_see(client: Client) -> None:
    make_fair(code="hidden")
    ask(client, of="programme:regional_fairs")
    make_export(export_id=ScheduledExport.objects.get().pk, day=TODAY)

    assert [row[0] for row in sheet_of(client, ExportFile.objects.get())[1:]] == ["fair"]


def test_page_asks_as_many_questions_for_one_file_as_for_many(client: Client) -> None:
    ask(client)
    export = ScheduledExport.objects.get()
    make_export(export_id=export.pk, day=TODAY)
    few = questions(client, PAGE)
    for period in ("week", "month"):
        ask(client, period=period)
    for number in range(1, 6):
        make_export(export_id=export.pk, day=TODAY + timedelta(days=number))

    assert questions(client, PAGE) == few
