"""The whole demonstration in order, with a line for each step."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from cooperatives.models import Cooperative
from fairs.revenue.summaries import refresh_changed
from marketplace.base_data import load_base_data
from marketplace.demo.load.accounts import load_managers, load_organisers, load_staff
from marketplace.demo.load.applications import load_applications
from marketplace.demo.load.calls import load_calls
from marketplace.demo.load.closings import load_closed_stop
from marketplace.demo.load.committees import load_committee
from marketplace.demo.load.content import MEDIA, page_content
from marketplace.demo.load.conversations import load_conversations
from marketplace.demo.load.cooperatives import load_cooperatives, load_organisations
from marketplace.demo.load.days import load_day, load_institution
from marketplace.demo.load.drafts import load_drafts
from marketplace.demo.load.editions import load_live_editions, load_past_editions
from marketplace.demo.load.hubs import load_hubs
from marketplace.demo.load.joining import load_joining
from marketplace.demo.load.lots import load_lots
from marketplace.demo.load.moderation import load_moderation
from marketplace.demo.load.money import load_settled_month
from marketplace.demo.load.online import load_purchases
from marketplace.demo.load.past_lists import load_past_list
from marketplace.demo.load.people import load_people
from marketplace.demo.load.plans import load_plans
from marketplace.demo.load.products import load_products
from marketplace.demo.load.seasons import load_seasons
from marketplace.demo.load.sheets import load_sheets
from marketplace.demo.load.stalls import load_stall_sales, load_stalls
from marketplace.order.models import Purchase
from marketplace.pages.services import build_site

SCALES = ("small",)
T = TypeVar("T")
Say = Callable[[str], object]


def load_demonstration(*, scale: str, say: Say) -> None:
    """Write everything once; a database that has it already is left as it is.

    The marker is the last thing written, so that a load that was cut short is done again.
    """
    if _is_loaded():
        say("The demonstration is already loaded.")
        return
    with transaction.atomic():
        _load(_Steps(say))
    # Else the public figures would wait for the worker's first minute.
    refresh_changed()
    cache.clear()


def load_shop_window() -> None:
    """The demonstration without its past, in a few seconds: what browser journeys walk through."""
    with transaction.atomic():
        _load_living(_Steps(lambda _line: None))
    refresh_changed()


def _is_loaded() -> bool:
    return Purchase.objects.exists()


def _load(steps: "_Steps") -> None:
    sellers, organisations = _load_living(steps)
    steps.run("past editions", lambda: load_past_editions([*sellers, *organisations]))
    steps.run("a list of a past edition", lambda: load_past_list(sellers))


def _load_living(steps: "_Steps") -> tuple[list[Cooperative], list[Cooperative]]:
    steps.run("territory, families and programmes", load_base_data)
    steps.run("pictures", _copy_media)
    sellers = steps.run("cooperatives", load_cooperatives)
    steps.run("products", lambda: load_products(sellers))
    organisations = steps.run("organisations", load_organisations)
    editions = steps.run("live editions", lambda: load_live_editions(sellers, organisations))
    steps.run("stalls", lambda: load_stalls(editions))
    staff, second = load_staff()
    load_organisers()
    load_managers(sellers)
    load_hubs(sellers, staff=staff)
    load_institution(editions, by=staff)
    steps.run("plans", lambda: load_plans(editions, by=staff))
    steps.run("calls for applications", load_calls)
    steps.run("applications", lambda: load_applications(sellers, organisations, staff=staff))
    steps.run("a committee's points", load_committee)
    steps.run("a team, officers and a field agent", lambda: load_people(sellers, staff=staff))
    steps.run("cooperatives on their way in", lambda: load_joining(staff=staff))
    steps.run("drafts", lambda: load_drafts(sellers))
    steps.run("what waits for staff", lambda: load_moderation(sellers, staff=staff))
    steps.run("a sheet of products", lambda: load_sheets(sellers))
    steps.run("lots and certificates", lambda: load_lots(sellers, staff=staff))
    steps.run("pages", lambda: build_site(content=page_content(), cooperatives=dict(enumerate(sellers, 1))))
    steps.run("a settled month", lambda: load_settled_month(sellers, staff=staff, second=second))
    steps.run("purchases", lambda: load_purchases(editions, staff=staff))
    steps.run("messages about orders", lambda: load_conversations(sellers))
    # After the purchases: nobody buys from who is closed.
    steps.run("closed days", lambda: load_seasons(sellers))
    steps.run("stall sales", lambda: load_stall_sales(editions, by=staff, second=second))
    steps.run("the day itself", lambda: load_day(editions, by=staff))
    steps.run("a closed stop", lambda: load_closed_stop(by=staff))
    return sellers, organisations


class _Steps:
    """Runs steps and says how long each took."""

    def __init__(self, say: Say) -> None:
        self.say = say

    def run(self, name: str, step: Callable[[], T]) -> T:
        begun = time.monotonic()
        result = step()
        self.say(f"  {name}: {time.monotonic() - begun:.1f} s")
        return result


def _copy_media() -> None:
    """The demonstration's pictures are served like any other upload, from the media folder."""
    media = Path(settings.MEDIA_ROOT)
    shutil.copytree(MEDIA, media / "demo", dirs_exist_ok=True)
    # Where the pages of regions and editions look for a banner.
    for folder in ("regions", "programmes"):
        shutil.copytree(MEDIA / folder, media / folder, dirs_exist_ok=True)
