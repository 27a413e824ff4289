"""What a rival does at an organiser's desk: draw on the plan that it sees, or make the badges that are missing."""

import os
import time
from typing import Any

from django.db import IntegrityError

from cooperatives.accounts.models import User
from fairs.attendance import badges
from fairs.models import Stop
from fairs.plan import services as drawing
from fairs.plan.exceptions import PlanChanged
from fairs.plan.models import Plan
from tests.concurrency.rivals import folder, ready

LINGERS_SECONDS = 1.0


def draw(name: str, column: int) -> str:
    """Move the one stall, on the plan as it stood before anybody was let go."""
    plan, by = Plan.objects.get(), User.objects.order_by("pk").first()
    place = drawing.Area(column, 0, 2, 2)
    ready(name)
    try:
        drawing.move_stall(plan_id=plan.pk, version=plan.version, code="A1", place=place, by=by)
    except PlanChanged:
        return "told"
    return "moved"


def make(name: str) -> str:
    """Make the badges that are missing; answer how many this one made."""
    stop, by = Stop.objects.get(), User.objects.order_by("pk").first()
    ready(name)
    try:
        return str(badges.make_badges(stop=stop, by=by))
    except IntegrityError:
        return "turned away"


def without_the_lock() -> None:
    """Nobody holds the plan or the stop, and each lingers between reading what stands and writing."""
    unheld = lambda model, pk: model._default_manager.get(pk=pk)  # noqa: E731
    drawing.row_for_update = badges.row_for_update = unheld
    look, lacking = drawing._check_free, badges.lacking_badges

    def look_slowly(*given: Any) -> None:
        look(*given)
        time.sleep(LINGERS_SECONDS)

    def read_slowly(stop: Stop) -> list[Any]:
        found = list(lacking(stop))
        time.sleep(LINGERS_SECONDS)
        return found

    drawing._check_free, badges.lacking_badges = look_slowly, read_slowly


def draw_or_make(what: str, name: str, column: int) -> None:
    """One rival's part."""
    if os.environ.get("RIVAL_WITHOUT_LOCK"):
        without_the_lock()
    answer = draw(name, column) if what == "draw" else make(name)
    (folder() / f"answer-{name}").write_text(answer)
