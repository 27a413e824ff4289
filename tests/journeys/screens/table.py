"""Every screen of the workspace in its states: who opens it, where, and what must be on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cooperatives import clock
from marketplace.order.enums import OrderStatus, ParcelState
from marketplace.workspace.joining.steps import STEPS
from marketplace.workspace.money_lines import OPENED
from marketplace.workspace.products.parts import PARTS
from tests.journeys.screens.doing import (
    Do,
    asked_twice,
    cleared,
    invited,
    look_for_a_place,
    name_it,
    send,
    sent_bare,
    unfolded,
    without,
)
from tests.journeys.screens.world import World

EMPTY, ONE, MANY, ERROR, OFFLINE = "empty", "one", "many", "error", "no network"
REFUSAL = "[aria-invalid=true]:visible, .errorlist li:visible, .notice-error:visible"
NOT_FOUND = 404
# A way out and nothing to do.
SAYS_ENOUGH = ("no sentence of help",)
Kwargs = Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Screen:
    """One state of a screen; `sends` names the address that a form of it is sent to."""

    name: str
    state: str
    who: str
    shows: str
    kwargs: Kwargs = lambda _world: {}
    query: str = ""
    do: Do | None = None
    sends: str = ""
    answers: int = 200
    # What is measured on it and must stay as it is.
    but: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} ({self.state}{', ' + self.sends if self.sends else ''}{self.query})"

    @property
    def may_come_first(self) -> bool:
        """Whether an empty browser may open it: not an answer, and not what the service worker keeps."""
        return self.do is None and self.name != "product-drafts"

    def path(self, world: World) -> str:
        return reverse(f"workspace:{self.name}", kwargs=dict(self.kwargs(world))) + self.query


def of(name: str, field: str = "public_id", /, **more: Any) -> Kwargs:
    """The address of what the world calls `name`: of one, where it has one of it, else of its own."""
    return lambda world: {field: _row(world, name).public_id} | more


def _row(world: World, name: str) -> Any:
    first, _, rest = name.partition(".")
    found = getattr(world, first)
    for part in filter(None, rest.split(".")):
        found = found[part] if isinstance(found, dict) else getattr(found, part)
    return found


def _order(status: str) -> Kwargs:
    return lambda world: {"public_id": world.orders[status].public_id}


def _month(world: World) -> dict[str, Any]:
    month = world.statement.month
    return {"cooperative": world.many.public_id, "year": month.year, "month": month.month}


def _this_month(world: World) -> dict[str, Any]:
    today = clock.today()
    return {"cooperative": world.many.public_id, "year": today.year, "month": today.month}


def _wrong(name: str, who: str, shows: str = REFUSAL, do: Do | None = None, **more: Any) -> Screen:
    """A screen whose form was sent wrong; without a word about it, the form is its first and empty."""
    return Screen(name, ERROR, who, shows, do=do or send(), sends=more.pop("sends", name), **more)


_BEGUN, _AGAIN = of("begun", "cooperative"), of("asked_again", "cooperative")
_PAPER = of("begun", "cooperative", kind="registration")

JOINING = (
    Screen("join", EMPTY, "", "a[href$='/join/begin/']"),
    Screen("join", ONE, "named", "a[href$='/join/officer/']"),
    Screen("join-begin", EMPTY, "nobody", "#id_name"),
    _wrong("join-begin", "nobody"),
    Screen("join-begin-place", EMPTY, "nobody", "#id_place_text", do=name_it),
    Screen("join-begin-place", MANY, "nobody", "#places input[type=radio]", do=look_for_a_place),
    _wrong("join-begin-place", "nobody", do=lambda visit: (name_it(visit), send()(visit))[1]),
    Screen("join-asked", ONE, "named", "main form button"),
    _wrong("join-asked", "named, nameless", sends="join-answer"),
    Screen("join-list", EMPTY, "begun", "progress", _BEGUN),
    Screen("join-list", MANY, "asked again", ".badge-danger", _AGAIN),
    *(Screen("join-step", EMPTY, "begun", "main form", of("begun", "cooperative", step=step)) for step in STEPS),
    *(
        _wrong("join-step", "begun", kwargs=of("begun", "cooperative", step=step))
        for step in STEPS
        if step not in ("name", "place")
    ),
    _wrong("join-step", "begun", do=send(name=" "), kwargs=of("begun", "cooperative", step="name")),
    Screen("join-withdraw", EMPTY, "begun", "main form", _BEGUN),
    Screen("join-officer", EMPTY, "begun", "#id_phone", _BEGUN),
    _wrong("join-officer", "begun", kwargs=_BEGUN, do=send(phone="12")),
    Screen("join-paper", EMPTY, "begun", "main form", _PAPER),
    Screen("join-paper", ONE, "complete", ".paper-pages img", of("complete", "cooperative", kind="registration")),
    _wrong("join-paper", "begun", kwargs=_PAPER, do=sent_bare("main form[data-photographs]")),
    Screen(
        "join-paper",
        MANY,
        "asked again",
        ".notice-error",
        of("asked_again", "cooperative", kind="identity"),
    ),
)
ORDERS = (
    Screen("home", EMPTY, "new", ".empty"),
    Screen("home", ONE, "one", "main .item"),
    Screen("home", MANY, "many", "main .pages", query="?pile=past"),
    Screen("home", EMPTY, "many", ".empty", query="?q=zzzz"),
    Screen("more", MANY, "many", "main a[href$='/settings/']"),
    Screen("order", "to prepare", "many", "main form.panel button", _order(OrderStatus.ACCEPTED)),
    Screen("order", ONE, "one", "main form.panel button", of("one.order")),
    Screen("order", MANY, "many", "main .steps", _order(OrderStatus.DELIVERED)),
    Screen("order", "asked twice", "many", "dialog[open]", _order(OrderStatus.SHIPPED), do=asked_twice),
    Screen(
        "act", ONE, "many", "main form.panel", lambda world: _order(OrderStatus.CONFIRMED)(world) | {"name": "accept"}
    ),
    *(
        _wrong("act", "many", kwargs=lambda world, status=status, name=name: _order(status)(world) | {"name": name})
        for status, name in (
            (OrderStatus.CONFIRMED, "decline"),
            (OrderStatus.CONFIRMED, "offer-part"),
            (OrderStatus.SHIPPED, "refused"),
        )
    ),
    Screen("slip", MANY, "many", ".slip-lines li", _order(OrderStatus.ACCEPTED)),
    Screen("conversations", EMPTY, "new", ".empty"),
    Screen("conversations", ONE, "one", "main .item"),
    Screen("messages", EMPTY, "many", "#id_text", _order(OrderStatus.PREPARED)),
    Screen("messages", ONE, "one", "main img", of("one.order")),
    _wrong("messages", "many", kwargs=_order(OrderStatus.PREPARED)),
    Screen("ring", EMPTY, "new", "[data-ring]"),
    Screen("returns", EMPTY, "new", ".empty"),
    Screen("returns", MANY, "one", "main .item"),
    Screen("return", ONE, "one", "main form", of("coming_back")),
    _wrong(
        "return", "one", kwargs=of("coming_back"), sends="return-act", do=unfolded("form[action$='/decline/'] button")
    ),
    _wrong(
        "return",
        "one",
        kwargs=of("one.coming_back"),
        sends="return-act",
        do=unfolded("form[action$='/received/'] button"),
    ),
    Screen("parcels", ONE, "one", "main .item"),
    Screen("parcels", EMPTY, "one", ".empty", query="?pile=done"),
    Screen("parcel", ONE, "one", "main h1", of("one.parcel")),
    _wrong(
        "parcel",
        "one",
        kwargs=of(f"parcels.{ParcelState.AWAY}"),
        sends="parcel-act",
        do=unfolded("form[action$='/refused/'] button"),
    ),
    Screen("parcel", MANY, "one", "main form", of(f"parcels.{ParcelState.READY}")),
)
PRODUCTS = (
    Screen("products", EMPTY, "new", ".empty"),
    Screen("products", ONE, "one", ".product-item"),
    Screen("products", MANY, "many", "main .pages"),
    Screen("products", "in order", "many", "[data-order]", query="?sort=1"),
    Screen("products", EMPTY, "many", ".empty", query="?q=zzzz"),
    Screen("product-new", EMPTY, "new", "main form[enctype]"),
    _wrong("product-new", "new", do=sent_bare("main form[enctype]")),
    Screen("product-drafts", EMPTY, "new", "#draft-form"),
    Screen("product", ONE, "many", ".part-item.is-lacking", of("draft")),
    Screen("product", MANY, "many", ".part-item", of("product")),
    *(Screen("product-part", ONE, "many", "main form", of("product", slug=slug)) for slug in PARTS),
    *(
        _wrong("product-part", "many", kwargs=of("product", slug=slug), do=do)
        for slug, do in {
            "price": send("main form:has([name=seen]) button[type=submit]", price="x"),
            "amount": send("main form:has([name=seen]) button[type=submit]", net_quantity="x"),
            "keeping": send("main form:has([name=seen]) button[type=submit]", durability_months="x"),
            "delivery": send("main form:has([name=seen]) button[type=submit]", weight_grams="x"),
        }.items()
    ),
    Screen("product-origin", ONE, "many", "main form", of("product")),
    _wrong("product-origin", "many", kwargs=of("product"), do=send(place_text="Xyzzy")),
    Screen("product-sizes", EMPTY, "many", "main form", of("product")),
    _wrong("product-sizes", "many", kwargs=of("product"), do=send("main form:has([name=label]) button")),
    Screen("product-pictures", ONE, "many", ".photo-item", of("product")),
    _wrong("product-pictures", "many", kwargs=of("product"), do=sent_bare("main form[enctype]")),
)
STOCK = (
    Screen("stock", EMPTY, "new", ".empty"),
    Screen("stock", ONE, "one", ".stock-number"),
    Screen("stock", MANY, "many", "main .pages"),
    Screen("stock", EMPTY, "many", ".empty", query="?q=zzzz"),
    Screen("stock-product", ONE, "many", ".counter", of("product", "product")),
    _wrong(
        "stock-product",
        "many",
        kwargs=of("product", "product"),
        sends="stock-act",
        do=send("form[action$='/count/'] button", quantity="x"),
    ),
    Screen("stock-history", MANY, "many", ".history li", of("product", "product")),
    Screen("stock-history", EMPTY, "one", ".empty, .history li", of("one.beside", "product")),
    Screen("lots", EMPTY, "new", ".empty"),
    Screen("lots", MANY, "many", "main .item"),
    Screen("lots-of-product", ONE, "many", "main .item", of("product", "product")),
    Screen("lots-of-product", EMPTY, "many", ".empty", of("draft", "product")),
    Screen("lot-new", EMPTY, "many", "#id_people", of("product", "product")),
    _wrong(
        "lot-new",
        "many",
        kwargs=of("product", "product"),
        do=send("main form button[type=submit]:not([name=change])", code="", quantity="x"),
    ),
    Screen("lot", ONE, "many", "figure.qr", of("lot")),
    _wrong("lot", "many", kwargs=of("lot"), sends="lot-call-back", do=sent_bare("form[action$='/call-back/']")),
    Screen("lot-correct", ONE, "many", "#id_people", of("lot")),
    _wrong(
        "lot-correct",
        "many",
        kwargs=of("lot"),
        do=send("main form button[type=submit]:not([name=change])", code="", quantity="x"),
    ),
    Screen("signs", EMPTY, "new", ".empty"),
    Screen("signs", MANY, "many", "main .badge"),
    Screen("sign-new", EMPTY, "many", "#id_number"),
    _wrong("sign-new", "many"),
    Screen("sign-again", ONE, "many", "#id_number", of("sign")),
    _wrong("sign-again", "many", kwargs=of("sign")),
)
MONEY = (
    Screen("money", EMPTY, "new", "main .item"),
    Screen("money", ONE, "one", "main .item"),
    Screen("money", MANY, "many", "main .item"),
    *(
        Screen("money-lines", MANY, "many", ".big-figure", lambda _world, figure=figure: {"figure": figure})
        for figure in OPENED
    ),
    Screen("money-lines", EMPTY, "new", ".empty", lambda _world: {"figure": "available"}),
    Screen("statement", MANY, "many", "main table", _month),
    Screen(
        "statement",
        EMPTY,
        "one",
        ".empty",
        lambda world: {"cooperative": world.one.cooperative.public_id, "year": 2026, "month": 1},
    ),
    Screen("statement", "not over", "many", ".empty", _this_month, answers=NOT_FOUND),
    Screen("bank", EMPTY, "new", "form[action$='/account/']"),
    Screen("bank", ONE, "many", "main .num"),
    _wrong("bank", "many", sends="bank-save", do=send("form[action$='/account/'] button", rib="12")),
    _wrong("bank", "new", sends="bank-save", do=unfolded("form[action$='/addressee/'] button")),
    Screen("figures", EMPTY, "new", "main h1"),
    Screen("figures", MANY, "many", "main svg.map"),
    Screen("figures", "a year", "many", "main svg.map", query="?period=year"),
    Screen("data", EMPTY, "new", "main form"),
    Screen("data", ONE, "one", "main a[download], main .item"),
    _wrong("data", "new", sends="data-ask", do=without("kind", "main form button[type=submit]")),
    Screen("sheets", EMPTY, "new", ".empty"),
    Screen("sheets", MANY, "many", "main .item"),
    _wrong("sheets", "new", sends="sheet-send", do=send("#upload button[type=submit]")),
    Screen("sheet", MANY, "many", "main table", of("sheet")),
    Screen("sheet", "being read", "many", "progress", of("reading")),
    Screen("sheet", EMPTY, "one", "main h1", of("one.sheet")),
)
PEOPLE = (
    Screen("team", ONE, "new", "article.item"),
    Screen("team", MANY, "many", "article.item >> nth=2"),
    Screen("invite", EMPTY, "many", "input[name=role]"),
    _wrong("invite", "many"),
    Screen("invite", "a link", "one", "#invitation-link", do=invited),
    Screen("invitation", ONE, "nobody", "#id_first_name", lambda world: {"token": world.link}),
    _wrong("invitation", "nobody", kwargs=lambda world: {"token": world.link}),
    Screen(
        "invitation", "over", "nobody", "main p", lambda _world: {"token": "x" * 32}, answers=NOT_FOUND, but=SAYS_ENOUGH
    ),
    Screen("member", ONE, "one", "input[name=role]", of("one.colleague")),
    _wrong(
        "member",
        "one",
        kwargs=of("one.colleague"),
        sends="member-act",
        do=without("role", "form[action$='/role/'] button"),
    ),
    Screen("me", ONE, "many", "details"),
    Screen("officers", EMPTY, "new", "div.notice-warning"),
    Screen("officers", MANY, "one", "input[name=reason]"),
    _wrong("officers", "one", sends="recovery-stop", do=send("form[action$='/stop/'] button")),
    _wrong("officers", "two managers", sends="officer-name", do=send("form[action$='/name/'] button")),
    Screen("consent", ONE, "one", "#id_code", of("one.consent")),
    _wrong("consent", "one", kwargs=of("one.consent")),
    Screen("switch", MANY, "one", "main form button"),
    Screen("switch", ONE, "new", "main"),
    Screen("union", ONE, "one", "article.item"),
    Screen("union", EMPTY, "union", ".empty, main p"),
    Screen("union-member", ONE, "one", "h1", of("one.member")),
    Screen("our-unions", ONE, "shown", "input[type=checkbox]"),
    Screen("our-unions", EMPTY, "new", "main"),
    Screen("log", MANY, "many", "article"),
    Screen("log", EMPTY, "new", "main h1"),
    Screen("field", ONE, "agent", "article.item"),
    Screen("field", EMPTY, "agent", ".empty", query="?q=xyzzy"),
    Screen("field-cooperative", ONE, "agent", "#id_task", of("one.cooperative")),
    _wrong("field-cooperative", "agent", kwargs=of("one.cooperative"), sends="mandate-ask"),
    _wrong(
        "field-cooperative",
        "agent",
        kwargs=of("one.cooperative"),
        sends="recovery-ask",
        do=unfolded("form[action$='/recovery/'] button"),
    ),
    Screen("products", "for another", "let in", ".acting"),
    Screen("mandate", ONE, "agent", "#id_code", of("one.asked_mandate")),
    _wrong("mandate", "agent", kwargs=of("one.asked_mandate")),
    Screen("recovery", ONE, "agent", "main h1", of("one.recovery")),
    _wrong("recovery", "agent", kwargs=of("one.recovery"), do=send("main form:has([name=code]) button", code="12")),
    Screen("settings", ONE, "many", "main form"),
    _wrong("settings", "many", do=cleared()),
    Screen("season", EMPTY, "new", "main .button-large"),
    Screen("season", ONE, "one", "form[action$='/open/']"),
    Screen("season", MANY, "many", "#coming"),
    Screen("season-close", EMPTY, "new", "main form", of("new", "cooperative")),
    _wrong("season-close", "new", kwargs=of("new", "cooperative")),
    Screen("season-orders", ONE, "many", "main form", of("many", "cooperative")),
    _wrong("season-orders", "many", kwargs=of("many", "cooperative"), do=send(minimum_order="x")),
    Screen("season-end", ONE, "one", "main form", of("closed")),
    _wrong("season-end", "one", kwargs=of("closed"), do=send(ends_on="")),
)
_EDITION = lambda world: {"cooperative": world.new.public_id, "code": world.one.edition.code}  # noqa: E731
_OWN_EDITION = lambda world: _EDITION(world) | {"cooperative": world.one.cooperative.public_id}  # noqa: E731
FAIRS = (
    Screen("fairs", EMPTY, "new", "main h1"),
    Screen("fairs", ONE, "one", "main .item"),
    Screen("fairs", MANY, "many", "main .item"),
    Screen("fair", ONE, "one", "main table", _OWN_EDITION),
    Screen(
        "fair", MANY, "many", "main h1", lambda world: {"cooperative": world.many.public_id, "code": world.fair.code}
    ),
    Screen("applications", EMPTY, "nothing", ".empty"),
    Screen("applications", ONE, "one", "main .item"),
    Screen("application", ONE, "one", "#standing", of("one.application")),
    _wrong(
        "application",
        "many",
        kwargs=of("refused"),
        sends="application-act",
        do=unfolded("form[action$='/appeal/'] button"),
    ),
    Screen("application-change", ONE, "one", "main form", of("one.application")),
    _wrong("application-change", "one", kwargs=of("one.application"), do=cleared()),
    Screen("apply", EMPTY, "new", "main form", _EDITION),
    _wrong("apply", "new", kwargs=_EDITION, do=cleared()),
    Screen("apply-needs", ONE, "new", "main form", _EDITION),
    _wrong("apply-needs", "new", kwargs=_EDITION, do=cleared()),
    Screen("apply-send", ONE, "new", "main form", _EDITION),
    Screen("fair-stall", ONE, "one", "#stall", of("one.participation")),
    Screen("fair-goods", ONE, "one", "main details", _OWN_EDITION),
    _wrong(
        "fair-goods",
        "one",
        kwargs=_OWN_EDITION,
        sends="fair-goods-act",
        do=unfolded("form[action$='/send/'] button[type=submit]"),
    ),
)
GROUPS: dict[str, tuple[Screen, ...]] = {
    "orders": ORDERS,
    "products": PRODUCTS,
    "stock": STOCK,
    "money": MONEY,
    "people": PEOPLE,
    "joining": JOINING,
    "fairs": FAIRS,
}
SCREENS = tuple(screen for group in GROUPS.values() for screen in group)
# Those that stand without a network: opened in a browser of their own, which keeps what it may.
WITHOUT_NETWORK = (
    Screen("product-drafts", OFFLINE, "many", "#draft-form"),
    Screen("product-drafts", "kept, no network", "many", "#drafts-list > li"),
    Screen("stock", OFFLINE, "many", ".stock-note"),
)
# Asked by a script, or a file.
NO_SCREENS: dict[str, str] = {
    "worker": "a script",
    "ring-worker": "a script",
    "join-places": "a part of a page, swapped in",
    "data-state": "a part of a page, swapped in",
    "sheet-state": "a part of a page, swapped in",
    "product-drafts-api": "JSON",
    "join-page": "a photograph",
    "message-picture": "a photograph",
    "sign-paper": "a photograph",
    "help-recording": "a sound",
    "lot-labels": "a file",
    "statement-pdf": "a file",
    "statement-xlsx": "a file",
    "data-file": "a file",
    "sheet-file": "a file",
    "sheet-template": "a file",
}
# Sent by a form, and answered by another page whatever was sent.
ACTS = frozenset(
    {
        *("join-send", "join-page-remove", "join-take-up", "season-open", "sheet-act"),
        *("invitation-withdraw", "leave", "officer-end", "consent-withdraw", "mandate-end", "recovery-code"),
        *("product-send", "product-withdraw", "product-duplicate", "product-move", "product-picture-act"),
        *("product-act", "ring-add", "ring-off", "ring-test"),
    }
)
