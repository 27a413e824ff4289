"""Joining at once: two of one name, a page that goes while it comes again. Real threads on committed rows."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction

from cooperatives.audit.models import AuditEntry
from cooperatives.jobs.services import run_due
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.models import PaperPage
from cooperatives.joining.papers import add_pages, remove_page
from cooperatives.models import Cooperative, Membership
from cooperatives.services import register_cooperative
from tests.cooperatives.joining import add, applicant_of, make_joining, photograph
from tests.factories import make_commune, make_user

pytestmark = [pytest.mark.threads, pytest.mark.usefixtures("committed_db")]
SECONDS = 10


def meanwhile(work: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    """Begin `work` on a connection of its own; what it answers, or raises, stands in the list once it is over."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append(work())
        except Exception as refusal:  # noqa: BLE001 - whatever it is, the test looks at it
            outcome.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


def wait_until_somebody_waits() -> None:
    """Until another connection waits for what this one holds."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("door", ["joining", "staff"])
def test_two_of_one_name_begun_in_one_instant_both_stand(door: str) -> None:
    commune, other = make_commune(), make_user()

    def begin() -> Cooperative:
        if door == "joining":
            return make_joining(other, commune_id=commune.pk)
        return register_cooperative(values={"name_fr": "Coopérative Tissa", "commune": commune}, by=other)

    with transaction.atomic():
        first = make_joining(commune_id=commune.pk)
        thread, outcome = meanwhile(begin)
        wait_until_somebody_waits()
    thread.join(SECONDS)

    (second,) = outcome
    assert isinstance(second, Cooperative), second
    slugs = dict(Cooperative.objects.values_list("pk", "slug"))
    assert slugs == {first.pk: "cooperative-tissa", second.pk: f"cooperative-tissa-{second.public_id}"}
    assert AuditEntry.objects.filter(action="cooperative.create").count() == 2
    assert Membership.objects.count() == (2 if door == "joining" else 1)


def test_the_table_itself_refuses_a_second_one_under_the_same_address() -> None:
    first, second = make_joining(), make_joining()

    with pytest.raises(IntegrityError, match="slug"):
        Cooperative.objects.filter(pk=second.pk).update(slug=first.slug)


def test_a_photograph_sent_again_while_its_file_goes_is_there() -> None:
    cooperative = make_joining()
    by = applicant_of(cooperative)
    add(cooperative, PaperKind.ICE, 10, 20)
    file = PaperPage.objects.get(number=1).file
    remove_page(cooperative_id=cooperative.pk, kind=PaperKind.ICE, number=1, by=by)

    with transaction.atomic():
        add_pages(cooperative_id=cooperative.pk, kind=PaperKind.ICE, photographs=[photograph(10)], by=by)
        thread, outcome = meanwhile(run_due)
        wait_until_somebody_waits()
    thread.join(SECONDS)

    assert outcome == [1]
    assert PaperPage.objects.get(number=2).file == file
    assert storages["private"].exists(file)
