"""A process of its own that sells at an edition or closes it: `python -m tests.concurrency.closing_rival sell 7 0`."""

import os
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import django

django.setup()

from cooperatives.accounts.models import User  # noqa: E402
from fairs.closing import services as closing  # noqa: E402
from fairs.models import Participation, Stop  # noqa: E402
from fairs.revenue import services as revenue  # noqa: E402
from tests.concurrency.rivals import ready, wait_for  # noqa: E402
from tests.fairs.facts import line, sale  # noqa: E402

FOLDER = Path(os.environ["RIVAL_FOLDER"])
DAY = date(2026, 8, 3)
LINGERS_SECONDS = 1.0
PAUSE_SECONDS = 0.05


def sell(participation_id: int, name: str) -> None:
    """Sell for 3 dirhams again and again, until a second after the figures were read; say how often."""
    participation = Participation.objects.select_related("stop", "cooperative").get(pk=participation_id)
    ready(name)
    number = 0
    while not (FOLDER / "closed").exists() or number < 10:
        key = f"sale:{name}:{number}"
        revenue.record_sales(facts=[sale(line(participation, "3.00"), counts_on=DAY, key=key)])
        number += 1
        (FOLDER / f"began-{name}").touch()
        # Between two buyers: foreign keys that follow one another without a gap would keep the edition's row for ever.
        time.sleep(PAUSE_SECONDS)
    for _ in range(5):
        key = f"sale:{name}:{number}"
        revenue.record_sales(facts=[sale(line(participation, "3.00"), counts_on=DAY, key=key)])
        number += 1
    (FOLDER / f"sold-{name}").write_text(str(number))


def close(stop_id: int) -> None:
    """Close the stop once every stall has sold, lingering between reading its figures and signing them."""
    frozen = closing.frozen_figures

    def slowly(place):
        figures = frozen(place)
        time.sleep(LINGERS_SECONDS)
        return figures

    closing.frozen_figures = slowly
    by = User.objects.get()
    ready("close")
    try:
        for number in range(Participation.objects.count()):
            wait_for(f"began-{number}")
        signed = closing.settle_stop(stop_id=stop_id, reasons={}, by=by)
        (FOLDER / "signed").write_text(str(Decimal(signed.gross)))
    finally:
        # Whatever came of it: nobody goes on selling for ever.
        (FOLDER / "closed").touch()


if __name__ == "__main__":
    if os.environ.get("RIVAL_WITHOUT_LOCK"):
        closing.claim_edition_figures = lambda ids: None
        revenue.share_edition_figures = lambda ids: None
    what, pk, *rest = sys.argv[1:]
    assert Stop.objects.exists()
    close(int(pk)) if what == "close" else sell(int(pk), rest[0])
