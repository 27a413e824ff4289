"""What happens by itself: notices of windows, and the nightly look at the books."""

from datetime import date, timedelta

import pytest
from django.db import connection

from cooperatives import clock
from cooperatives.jobs.models import Job
from cooperatives.jobs.services import run_due
from cooperatives.ledger.models import BalanceCheckpoint
from cooperatives.outbox.models import Message
from fairs import job_handlers  # noqa: F401 -- registers what runs here
from fairs.models import EditionMembership
from fairs.nightly import plan_the_night, verify_books
from fairs.notices import WINDOW_ENDS, WINDOW_OPENS, plan_window_notices
from fairs.revenue.services import record_sales
from tests.factories import make_cooperative, make_edition, make_member, make_participation, make_product, make_user
from tests.fairs.facts import NOON, line, sale

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon():
    with clock.frozen_at(NOON):
        yield


def make_fair(**given):
    window = {"online_opens_at": NOON + timedelta(hours=2), "online_closes_at": NOON + timedelta(days=9)}
    fair = make_edition(**{"starts_on": date(2026, 8, 8)} | window | given)
    cooperative = make_cooperative(phone="+212600000077")
    make_member(cooperative, language="fr")
    make_participation(fair, cooperative, products=[make_product(cooperative=cooperative)])
    make_participation(fair, make_cooperative(phone="+212600000078"))
    return fair


def test_organisers_and_those_who_list_something_are_told_when_the_window_opens() -> None:
    fair = make_fair()
    organiser = make_user(phone="+212600000099", language="ar")
    EditionMembership.objects.create(user=organiser, programme=fair.programme, role="owner")
    plan_the_night()

    with clock.frozen_at(fair.online_opens_at):
        run_due()

    told = {message.recipient: message for message in Message.objects.all()}
    assert set(told) == {"+212600000077", "+212600000099"}
    assert fair.name_fr in told["+212600000077"].body
    assert fair.name_ar in told["+212600000099"].body
    assert fair.settled_at is None


def test_each_is_told_once_however_often_it_is_planned() -> None:
    fair = make_fair()
    plan_window_notices(edition=fair)
    plan_the_night()

    with clock.frozen_at(fair.online_closes_at):
        run_due()
        run_due()

    assert sorted(job.kind for job in Job.objects.filter(subject_id=fair.pk)) == [WINDOW_ENDS, WINDOW_OPENS]
    assert Message.objects.filter(key__startswith=WINDOW_ENDS).count() == 1


def test_a_window_that_was_moved_or_hidden_says_nothing_at_its_old_moment() -> None:
    moved, hidden = make_fair(), make_fair()
    for fair in (moved, hidden):
        plan_window_notices(edition=fair)
    moved.online_opens_at += timedelta(hours=3)
    moved.save()
    hidden.is_published = False
    hidden.save()

    with clock.frozen_at(NOON + timedelta(hours=2)):
        run_due()

    assert not Message.objects.exists()


def test_the_night_proves_the_books_and_keeps_balances_short() -> None:
    stand = make_participation(make_edition(starts_on=NOON.date()), make_cooperative())
    record_sales(facts=[sale(line(stand))])
    plan_the_night()
    plan_the_night()

    run_due()

    assert not Job.objects.filter(done_at__isnull=True).exists()
    assert BalanceCheckpoint.objects.count() == 2
    assert not Message.objects.exists()


def test_staff_are_told_where_the_books_disagree() -> None:
    stand = make_participation(make_edition(starts_on=NOON.date(), code="souss-2026"), make_cooperative())
    record_sales(facts=[sale(line(stand))])
    make_user(email="nobody@example.ma")
    make_user(email="staff@example.ma", is_staff=True, language="en")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE revenue_coarsecell SET gross = gross + 1")

    found = verify_books()

    assert found == ["2026-08-03, edition souss-2026: lines say 100.00, coarse cells 101.00"]
    message = Message.objects.get()
    assert message.recipient == "staff@example.ma"
    assert found[0] in message.body
    assert message.subject == "The books disagree in one place"
