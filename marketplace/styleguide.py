"""Every component in its states, and pages composed from them, on made-up data; mounted in demonstrations only."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cooperatives.formats.days import language
from cooperatives.formats.numbers import money_short_text, money_text, number_text, percent_text

Sample = dict[str, Any]
SAMPLES = Path(__file__).resolve().parent / "data" / "styleguide.json"
LANGUAGES = {"ar", "fr", "en"}


@cache
def _data() -> Sample:
    return json.loads(SAMPLES.read_text(encoding="utf-8"))


def _said(sample: Sample) -> Sample:
    """A sample with each text in the page's language only."""
    return {
        name: value[language()] if isinstance(value, dict) and set(value) == LANGUAGES else value
        for name, value in sample.items()
    }


def _text(name: str) -> str:
    return _data()["texts"][name][language()]


def picture(place: int) -> Sample | None:
    """The picture of a sample; none, so that the empty arch shows."""
    return None


def product_cards() -> list[Sample]:
    """Products that are women's, unique, sold out, of several prices, without a picture."""
    cards = []
    for place, sample in enumerate(_data()["products"]):
        prices = {name: Decimal(sample[name]) for name in ("price", "unit_price") if name in sample}
        cards.append(_said(sample) | prices | {"url": "#", "picture": picture(place), "illustration": True})
    return cards


def cooperative_cards() -> list[Sample]:
    """A women's cooperative, a cooperative and a union."""
    return [_said(sample) | {"url": "#", "is_checked": True} for sample in _data()["cooperatives"]]


def edition_cards() -> list[Sample]:
    """Editions that are on, coming and ended."""
    return [
        _said(sample) | {"url": "#"} | {end: date.fromisoformat(sample[end]) for end in ("starts_on", "ends_on")}
        for sample in _data()["editions"]
    ]


def region_rows() -> list[Sample]:
    """The twelve regions with a number each, for the map, the bars and the facet."""
    rows = [_said(sample) for sample in _data()["regions"]]
    most = max(row["value"] for row in rows)
    for row in rows:
        row |= {"url": "#", "label": row["name"], "level": row["value"] * 4 // most}
        row["text"] = number_text(row["value"], places=0)
    return rows


def day_rows() -> list[Sample]:
    """Sales by day of one edition."""
    return [
        {
            "label": str(date.fromisoformat(row["day"]).day),
            "value": Decimal(row["amount"]),
            "text": money_text(Decimal(row["amount"])),
        }
        for row in _data()["sales_by_day"]
    ]


def evidence_rows() -> list[Sample]:
    """A turnover by how it is known."""
    shares = ((_("Itemised"), "0.62"), (_("Declared"), "0.31"), (_("Estimated"), "0.07"))
    return [{"label": label, "value": Decimal(share), "text": percent_text(Decimal(share))} for label, share in shares]


class SampleForm(forms.Form):
    """One field of each kind, some of them wrong."""

    name = forms.CharField(label="Name of the cooperative", help_text="As it stands on its papers.")
    phone = forms.CharField(label="Phone", widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel"}))
    region = forms.ChoiceField(label="Region", choices=[("09", "Souss-Massa"), ("04", "Rabat-Salé-Kénitra")])
    story = forms.CharField(label="Your story", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("cooperative", "Cooperative"), ("union", "Union")], widget=forms.RadioSelect
    )
    agrees = forms.BooleanField(label="I have read the terms", error_messages={"required": "Please tick this."})


def steps() -> list[Sample]:
    """A purchase that is being prepared."""
    places = {"ordered": "check", "paid": "banknote", "prepared": "package-open", "on_its_way": "truck"}
    places["received"] = "house"
    states = ("done", "done", "now", "next", "next")
    return [
        {"title": _text(name), "icon": icon, "state": state, "when": _text("when") if state == "done" else ""}
        for (name, icon), state in zip(places.items(), states, strict=True)
    ]


def delivery_options() -> list[Sample]:
    """Two ways to get a parcel."""
    home = {"value": "home", "title": _text("home_delivery"), "text": _text("home_delivery_text")}
    point = {"value": "point", "title": _text("pick_up"), "text": _text("pick_up_text")}
    return [
        home | {"aside": money_text(35), "icon": "truck", "checked": True},
        point | {"aside": _text("free"), "icon": "store"},
    ]


def nav_items() -> list[Sample]:
    """The five parts of the workspace."""
    icons = {"today": "house", "products": "shopping-bag", "orders": "package", "fairs": "tent", "money": "wallet"}
    return [
        {
            "icon": icon,
            "text": _text(f"nav_{name}"),
            "url": "#",
            "current": name == "today",
            "count": 3 if name == "orders" else None,
        }
        for name, icon in icons.items()
    ]


def facets() -> list[Sample]:
    """Two facets, one open and in use."""
    regions = [
        {"value": row["code"], "label": row["name"], "count": row["value"], "checked": row["code"] == "02"}
        for row in region_rows()[:5]
    ]
    kinds = [{"value": kind["icon"], "label": kind["text"], "count": 12} for kind in _kinds()[:4]]
    return [
        {"name": "region", "title": _("Regions"), "options": regions, "open": True},
        {"name": "kind", "title": _text("kinds"), "options": kinds},
    ]


def _kinds() -> list[Sample]:
    return [_said(kind) for kind in _data()["kinds"]]


def samples() -> Sample:
    """What all pages of the guide show."""
    return {
        "products": product_cards(),
        "cooperatives": cooperative_cards(),
        "editions": edition_cards(),
        "regions": region_rows(),
        "kinds": _kinds(),
        "t": _said(_data()["texts"]),
        "price": Decimal("120.00"),
        "total": Decimal("1485.00"),
        "turnover": money_short_text(Decimal("12438250.50")),
        "women": percent_text(Decimal("0.54")),
    }


def table() -> Sample:
    """A table with a number in each row."""
    rows = [
        {"cells": [row["label"], row["text"], money_text(row["value"] * 1250)], "url": "#"} for row in region_rows()[:4]
    ]
    heads = [
        {"text": _("Regions")},
        {"text": _("Cooperatives"), "number": True},
        {"text": _text("turnover"), "number": True},
    ]
    return {"table_rows": rows, "heads": heads}


def facts() -> list[Sample]:
    """What a shopper must know of a food."""
    told = [{"name": _text(name), "value": _text(f"{name}_text")} for name in ("origin", "ingredients", "best_before")]
    return [*told, {"name": _text("licence"), "value": "HV.14.52.23", "code": True}]


def crumbs() -> list[Sample]:
    """The way to a product."""
    return [{"text": _("Products"), "url": "#"}, {"text": _text("product")}]


def index(request: HttpRequest) -> HttpResponse:
    """All components, each in its states."""
    extra = {
        "form": SampleForm({"name": "", "phone": "06 12", "region": "09", "kind": "union"}),
        "page": Paginator(range(240), 24).page(4),
        "facets": facets(),
        "facts": facts(),
        "days": day_rows(),
        "steps": steps(),
        "crumbs": crumbs(),
        "evidence_rows": evidence_rows(),
        "delivery_options": delivery_options(),
        "first_day": date(2026, 8, 3),
        "last_day": date(2026, 8, 12),
        "amounts": [
            {"name": _("Products"), "text": money_text(450)},
            {"name": _text("home_delivery"), "text": money_text(35)},
        ],
        "amounts_total": {"name": _text("total"), "text": money_text(485)},
        "tabs": [
            {"url": "#", "text": _text("nav_orders"), "current": True, "count": 3},
            {"url": "#", "text": _text("nav_products")},
        ],
        "chips": [
            {"url": "#", "text": _text("origin_text"), "removable": True, "current": True},
            {"url": "#", "text": _text("kinds")},
        ],
    }
    return render(request, "styleguide/index.html", samples() | table() | extra)


def home(request: HttpRequest) -> HttpResponse:
    """A home page."""
    return render(request, "styleguide/home.html", samples() | {"arches": [picture(place) for place in (0, 1, 5)]})


def product(request: HttpRequest) -> HttpResponse:
    """A product's page."""
    extra = {"picture": picture(1), "facts": facts(), "crumbs": crumbs()}
    return render(request, "styleguide/product.html", samples() | extra)


def products(request: HttpRequest) -> HttpResponse:
    """A list of products with its facets."""
    extra = {"facets": facets(), "page": Paginator(range(240), 24).page(2)}
    return render(request, "styleguide/products.html", samples() | extra)


def workspace(request: HttpRequest) -> HttpResponse:
    """A cooperative's first screen."""
    return render(request, "styleguide/workspace.html", samples() | {"nav_items": nav_items()})


def organiser(request: HttpRequest) -> HttpResponse:
    """An edition on its organiser's desk."""
    states = ("is-open", "is-given", "", "is-given is-shared", "needs-person")
    names = [card["place"] for card in product_cards()]
    stalls = [
        {"code": f"A{number}", "state": states[number % 5], "name": names[number % 8] if number % 5 != 2 else ""}
        for number in range(1, 25)
    ]
    extra = {"nav_items": nav_items(), "days": day_rows(), "evidence_rows": evidence_rows(), "stalls": stalls}
    return render(request, "styleguide/organiser.html", samples() | extra)


urlpatterns = [
    path("", index, name="styleguide"),
    path("home/", home, name="styleguide-home"),
    path("product/", product, name="styleguide-product"),
    path("products/", products, name="styleguide-products"),
    path("workspace/", workspace, name="styleguide-workspace"),
    path("organiser/", organiser, name="styleguide-organiser"),
]
