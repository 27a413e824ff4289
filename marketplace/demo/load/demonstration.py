"""The whole demonstration in order, with a line for each step."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache

from cooperatives.models import Cooperative
from marketplace.base_data import load_base_data
from marketplace.demo.load.content import MEDIA
from marketplace.demo.load.cooperatives import load_cooperatives, load_organisations
from marketplace.demo.load.editions import load_live_editions, load_past_editions
from marketplace.demo.load.products import load_products

SCALES = ("small",)
T = TypeVar("T")
Say = Callable[[str], object]


def load_demonstration(*, scale: str, say: Say) -> None:
    """Write everything once; a database that has it already is left as it is."""
    if Cooperative.objects.exists():
        say("The demonstration is already loaded.")
        return
    steps = _Steps(say)
    steps.run("territory, families and programmes", load_base_data)
    steps.run("pictures", _copy_media)
    sellers = steps.run("cooperatives", load_cooperatives)
    steps.run("products", lambda: load_products(sellers))
    organisations = steps.run("organisations", load_organisations)
    steps.run("past editions", lambda: load_past_editions([*sellers, *organisations]))
    steps.run("live editions", lambda: load_live_editions(sellers, organisations))
    cache.clear()


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
    shutil.copytree(MEDIA, Path(settings.MEDIA_ROOT) / "demo", dirs_exist_ok=True)
