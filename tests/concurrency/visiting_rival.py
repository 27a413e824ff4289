"""A process of its own that brings one tablet's visits in: `python -m tests.concurrency.visiting_rival 7 1000`."""

import json
import os
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import IntegrityError  # noqa: E402

from cooperatives import clock  # noqa: E402
from fairs.models import Participation  # noqa: E402
from fairs.revenue import declared  # noqa: E402
from fairs.rounds import services  # noqa: E402
from fairs.rounds.models import Tablet  # noqa: E402
from fairs.rounds.parsing import read_visits  # noqa: E402
from fairs.rounds.visiting import Evening  # noqa: E402
from tests.concurrency.rivals import ready  # noqa: E402
from tests.fairs.rounds import EVENING, visit  # noqa: E402

FOLDER = Path(os.environ["RIVAL_FOLDER"])
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
    (FOLDER / f"answers-{tablet_id}").write_text(json.dumps(answers))


def without_the_lock() -> None:
    """Nobody claims the figures, and each lingers between reading what stands and writing."""
    services.claim_edition_figures = declared.claim_edition_figures = lambda ids: None
    write = Evening.write

    def slowly(evening: Evening) -> None:
        time.sleep(LINGERS_SECONDS)
        write(evening)

    Evening.write = slowly


if __name__ == "__main__":
    if os.environ.get("RIVAL_WITHOUT_LOCK"):
        without_the_lock()
    with clock.frozen_at(EVENING):
        go_round(int(sys.argv[1]), int(sys.argv[2]))
