"""The pages that work without a network, each an app of its own on the telephone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs.offline.gate_words import GATE, GATE_PLURALS
from fairs.offline.round_words import ROUND, ROUND_PLURALS
from fairs.offline.till_words import TILL, TILL_PLURALS
from fairs.offline.words import COMMON, COMMON_PLURALS, Forms

FONTS = ("fonts/souk-arabic-400.woff2", "fonts/souk-arabic-700.woff2")
LATIN_FONTS = ("fonts/souk-latin-400.woff2", "fonts/souk-latin-700.woff2")
SHEETS = ("css/tokens.css", "css/base.css", "css/components.css", "css/till.css")
PICTURES = ("img/favicon.svg", "img/icon-192.png", "img/icon-512.png", "img/chevron.svg", "img/zellige.svg")


# Compared by identity: an app is one thing, and its version is remembered for it.
@dataclass(frozen=True, eq=False)
class OfflineApp:
    """An app: its address, its frame, and what a telephone keeps of it."""

    name: str
    title: Promise
    template: str
    words: Mapping[str, Promise]
    plurals: Mapping[str, Forms]
    # Folders and files below static/: all that the app ever asks for.
    files: tuple[str, ...]

    @property
    def scope(self) -> str:
        return f"/{self.name}/"


def offline_app(
    *,
    name: str,
    title: Promise,
    words: Mapping[str, Promise],
    plurals: Mapping[str, Forms],
    more: tuple[str, ...] = (),
) -> OfflineApp:
    """An app at `/<name>/`, whose frame is templates/<name>/shell.html and whose scripts lie in static/js/<name>/."""
    return OfflineApp(
        name=name,
        title=title,
        template=f"{name}/shell.html",
        words=COMMON | dict(words),
        plurals=COMMON_PLURALS | dict(plurals),
        files=(*SHEETS, *FONTS, *LATIN_FONTS, *PICTURES, "js/offline/", f"js/{name}/", *more),
    )


TILL_APP = offline_app(name="till", title=_("Till"), words=TILL, plurals=TILL_PLURALS, more=("js/vendor/uqr.js",))
ROUND_APP = offline_app(
    name="round", title=_("Evening round"), words=ROUND, plurals=ROUND_PLURALS, more=("css/round.css",)
)
# Joined by the round's tablet: who goes round with it in the evening stands at the gate with it in the morning.
GATE_APP = offline_app(
    name="gate",
    title=pgettext_lazy("of a fair", "Gate"),
    words=GATE,
    plurals=GATE_PLURALS,
    more=(
        "css/round.css",
        "css/gate.css",
        "js/round/enrol.js",
        "js/round/network.js",
        "js/round/parts.js",
        "js/round/store.js",
        "js/vendor/jsqr.js",
    ),
)
