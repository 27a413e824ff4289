"""What a rival does in the evening: bring one tablet's visits in."""

import json
import os
import time

from django.db import IntegrityError

from cooperatives import clock
from fairs.models import Participation
from fairs.revenue import declared
from fairs.rounds import services
from fairs.rounds.models import Tablet
from fairs.rounds.parsing import read_visits
from fairs.rounds.visiting import Evening
from tests.concurrency.rivals import folder, ready
from tests.fairs.rounds import EVENING, visit

BATCH = 30
LINGERS_SECONDS = 1.5


def visits(more: int) -> list[dict]:
    """Every stall, each third with another figure than whoever says `more` of nothing."""
    stalls = Participation.objects.order_by("pk").values_list("public_id", flat=True)
    return [
        visit(stall, f"{100 + number + (more if number % 3 == 0 else 0)}.00") for number, stall in enumerate(stalls)
    ]


def send(tablet: Tablet, sent: list[dict]) -> list[str]:
    batch = read_visits(json.dumps({"visits": sent}).encode())
    return [str(result.status) for result in services.record_visits(tablet=tablet, batch=batch)]


def go_round(tablet_id: int, more: int) -> None:
    tablet = Tablet.objects.select_related("edition", "user").get(pk=tablet_id)
    everything = visits(more)
    ready(str(tablet_id))
    answers: list[str] = []
    try:
        for start in range(0, len(everything), BATCH):
            answers += send(tablet, everything[start : start + BATCH])
    except IntegrityError:
        answers.append("turned away")
    (folder() / f"answers-{tablet_id}").write_text(json.dumps(answers))


def without_the_lock() -> None:
    """Nobody claims the figures, and each lingers between reading what stands and writing."""
    services.claim_edition_figures = declared.claim_edition_figures = lambda ids: None
    write = Evening.write

    def slowly(evening: Evening) -> None:
        time.sleep(LINGERS_SECONDS)
        write(evening)

    Evening.write = slowly


def visit_all(tablet_id: int, more: int) -> None:
    """One rival's part."""
    if os.environ.get("RIVAL_WITHOUT_LOCK"):
        without_the_lock()
    with clock.frozen_at(EVENING):
        go_round(tablet_id, more)
