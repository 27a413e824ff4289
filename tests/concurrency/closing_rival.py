"""What a rival does at an edition: sell there, or close it."""

import os
import time
from datetime import date
from decimal import Decimal

from cooperatives.accounts.models import User
from fairs.closing import services as closing
from fairs.models import Participation
from fairs.revenue import services as revenue
from tests.concurrency.rivals import folder, ready, wait_for
from tests.fairs.facts import line, sale

DAY = date(2026, 8, 3)
LINGERS_SECONDS = 1.0
PAUSE_SECONDS = 0.05


def sell(participation_id: int, name: str) -> None:
    """Sell for 3 dirhams again and again, until a second after the figures were read; say how often."""
    participation = Participation.objects.select_related("stop", "cooperative").get(pk=participation_id)
    ready(name)
    number = 0
    while not (folder() / "closed").exists() or number < 10:
        key = f"sale:{name}:{number}"
        revenue.record_sales(facts=[sale(line(participation, "3.00"), counts_on=DAY, key=key)])
        number += 1
        (folder() / f"began-{name}").touch()
        # Between two buyers: foreign keys that follow one another without a gap would keep the edition's row for ever.
        time.sleep(PAUSE_SECONDS)
    for _ in range(5):
        key = f"sale:{name}:{number}"
        revenue.record_sales(facts=[sale(line(participation, "3.00"), counts_on=DAY, key=key)])
        number += 1
    (folder() / f"sold-{name}").write_text(str(number))


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
        (folder() / "signed").write_text(str(Decimal(signed.gross)))
    finally:
        # Whatever came of it: nobody goes on selling for ever.
        (folder() / "closed").touch()


def sell_or_close(what: str, pk: int, name: str) -> None:
    """One rival's part."""
    if os.environ.get("RIVAL_WITHOUT_LOCK"):
        closing.claim_edition_figures = lambda ids: None
        revenue.share_edition_figures_in = lambda ask, ids: None
    close(pk) if what == "close" else sell(pk, name)
