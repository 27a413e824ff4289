"""Every component in its states, and three pages composed from them, on made-up data; mounted in demonstrations only."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from marketplace.formats.days import language
from marketplace.formats.numbers import money_short_text, money_text, number_text, percent_text
from marketplace.styleguide_samples import COOPERATIVES, EDITIONS, KINDS, PRODUCTS, REGIONS, SALES_BY_DAY, TEXTS

Sample = dict[str, Any]


def picture(place: int) -> Sample | None:
    """The picture of a sample; none, so that the empty arch shows."""
    return None


def said(texts: dict[str, str]) -> str:
    return texts[language()]


def text(name: str) -> str:
    return said(TEXTS[name])


def product_cards() -> list[Sample]:
    return [
        sample | {"title": said(sample["title"]), "cooperative": said(sample["cooperative"]), "place": said(sample["place"]), "unit": said(sample["unit"])}
        | {"sign": said(sample["sign"]) if "sign" in sample else "", "url": "#", "picture": picture(place), "illustration": True}
        for place, sample in enumerate(PRODUCTS)
    ]


def cooperative_cards() -> list[Sample]:
    return [
        sample | {"name": said(sample["name"]), "place": said(sample["place"]), "summary": said(sample["summary"]), "url": "#", "is_checked": True}
        for sample in COOPERATIVES
    ]


def edition_cards() -> list[Sample]:
    return [
        sample | {"name": said(sample["name"]), "programme": said(sample["programme"]), "place": said(sample["place"]), "url": "#"} for sample in EDITIONS
    ]


def region_rows() -> list[Sample]:
    most = max(count for _code, _names, count in REGIONS)
    return [
        {"code": code, "name": said(names), "url": "#", "text": number_text(count, places=0), "value": count, "level": count * 4 // most, "label": said(names)}
        for code, names, count in REGIONS
    ]


def day_rows() -> list[Sample]:
    return [{"label": str(on.day), "value": amount, "text": money_text(amount)} for on, amount in SALES_BY_DAY]


def evidence_rows() -> list[Sample]:
    shares = ((_("Itemised"), "0.62"), (_("Declared"), "0.31"), (_("Estimated"), "0.07"))
    return [{"label": label, "value": Decimal(share), "text": percent_text(Decimal(share))} for label, share in shares]


class SampleForm(forms.Form):
    """One field of each kind, some of them wrong."""

    name = forms.CharField(label="Name of the cooperative", help_text="As it stands on its papers.")
    phone = forms.CharField(label="Phone", widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "tel", "placeholder": "06 12 34 56 78"}))
    region = forms.ChoiceField(label="Region", choices=[("09", "Souss-Massa"), ("04", "Rabat-Salé-Kénitra")])
    story = forms.CharField(label="Your story", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Cooperative"), ("b", "Union")], widget=forms.RadioSelect)
    agrees = forms.BooleanField(label="I have read the terms", error_messages={"required": "Please tick this."})


def steps() -> list[Sample]:
    done = [(text("ordered"), "done", "check"), (text("paid"), "done", "banknote")]
    rest = [(text("prepared"), "now", "package-open"), (text("on_its_way"), "next", "truck"), (text("received"), "next", "house")]
    return [{"title": title, "state": state, "icon": name, "when": text("when") if state == "done" else ""} for title, state, name in done + rest]


def delivery_options() -> list[Sample]:
    return [
        {"value": "home", "title": text("home_delivery"), "text": text("home_delivery_text"), "aside": money_text(35), "icon": "truck", "checked": True},
        {"value": "point", "title": text("pick_up"), "text": text("pick_up_text"), "aside": text("free"), "icon": "store"},
    ]


def nav_items() -> list[Sample]:
    names = (("house", "nav_today"), ("shopping-bag", "nav_products"), ("package", "nav_orders"), ("tent", "nav_fairs"), ("wallet", "nav_money"))
    return [{"icon": name, "text": text(key), "url": "#", "current": place == 0, "count": 3 if place == 2 else None} for place, (name, key) in enumerate(names)]


def samples() -> Sample:
    """What all pages of the guide show."""
    return {
        "products": product_cards(), "cooperatives": cooperative_cards(), "editions": edition_cards(), "regions": region_rows(),
        "days": day_rows(), "evidence_rows": evidence_rows(), "steps": steps(), "delivery_options": delivery_options(), "nav_items": nav_items(),
        "kinds": [{"icon": name, "text": said(names), "tone": colour} for name, names, colour in KINDS],
        "t": {name: said(texts) for name, texts in TEXTS.items()},
        "price": Decimal("120.00"), "total": Decimal("1485.00"), "first_day": date(2026, 8, 3), "last_day": date(2026, 8, 12),
        "turnover": money_short_text(Decimal("12438250.50")), "women": percent_text(Decimal("0.54")),
    }  # fmt: skip


def facets() -> list[Sample]:
    rows = region_rows()[:5]
    options = [{"value": row["code"], "label": row["name"], "count": row["value"], "checked": place == 1} for place, row in enumerate(rows)]
    kinds = [{"value": name, "label": said(names), "count": 12} for name, names, _colour in KINDS[:4]]
    return [{"name": "region", "title": _("Regions"), "options": options, "open": True}, {"name": "kind", "title": text("kinds"), "options": kinds}]


def index(request: HttpRequest) -> HttpResponse:
    """All components, each in its states."""
    form = SampleForm({"name": "", "phone": "06 12", "region": "09", "kind": "a"})
    rows = [{"cells": [row["label"], number_text(row["value"], places=0), money_text(row["value"] * 1250)], "url": "#"} for row in region_rows()[:4]]
    extra = {
        "form": form, "page": Paginator(range(240), 24).page(4), "facets": facets(), "table_rows": rows,
        "heads": [{"text": _("Regions")}, {"text": _("Cooperatives"), "number": True}, {"text": text("turnover"), "number": True}],
        "facts": [{"name": text("origin"), "value": text("origin_text")}, {"name": "ONSSA", "value": "HV.14.52.23", "code": True}],
        "amounts": [{"name": _("Products"), "text": money_text(450)}, {"name": text("home_delivery"), "text": money_text(35)}],
        "amounts_total": {"name": text("total"), "text": money_text(485)},
        "tabs": [{"url": "#", "text": text("nav_orders"), "current": True, "count": 3}, {"url": "#", "text": text("nav_products")}],
        "chips": [{"url": "#", "text": text("origin_text"), "removable": True, "current": True}, {"url": "#", "text": text("kinds")}],
        "crumbs": [{"text": _("Products"), "url": "#"}, {"text": text("product")}],
    }  # fmt: skip
    return render(request, "styleguide/index.html", samples() | extra)


def home(request: HttpRequest) -> HttpResponse:
    """A home page."""
    return render(request, "styleguide/home.html", samples() | {"arches": [picture(place) for place in (0, 1, 5)]})


def product(request: HttpRequest) -> HttpResponse:
    """A product's page."""
    facts = [
        {"name": text("origin"), "value": text("origin_text")},
        {"name": text("ingredients"), "value": text("ingredients_text")},
        {"name": text("best_before"), "value": text("best_before_text")},
        {"name": text("licence"), "value": "HV.14.52.23", "code": True},
    ]
    crumbs = [{"text": _("Products"), "url": "#"}, {"text": text("product")}]
    return render(request, "styleguide/product.html", samples() | {"picture": picture(1), "facts": facts, "crumbs": crumbs})


def products(request: HttpRequest) -> HttpResponse:
    """A list of products with its facets."""
    return render(request, "styleguide/products.html", samples() | {"facets": facets(), "page": Paginator(range(240), 24).page(2)})


def workspace(request: HttpRequest) -> HttpResponse:
    """A cooperative's first screen."""
    return render(request, "styleguide/workspace.html", samples())


urlpatterns = [
    path("", index, name="styleguide"),
    path("home/", home, name="styleguide-home"),
    path("product/", product, name="styleguide-product"),
    path("products/", products, name="styleguide-products"),
    path("workspace/", workspace, name="styleguide-workspace"),
]
