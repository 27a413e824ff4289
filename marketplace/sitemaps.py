"""What search engines are told: every public page in its three languages, and what to leave alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import override
from django.views.decorators.cache import cache_page
from django.views.decorators.http import require_safe
from wagtail.models import Page

from catalogue.models import Product
from cooperatives.enums import CooperativeStatus
from cooperatives.models import Cooperative
from cooperatives.territory.models import Region
from fairs.models import Edition

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PER_FILE = 5_000
PRIVATE_PARTS = ["account", "basket", "checkout", "organiser", "purchases", "workspace"]


@dataclass(frozen=True)
class Entry:
    """One page: its address in each language that it has, and when it last changed."""

    addresses: dict[str, str]
    changed_at: datetime | None = None


def _in_all(name: str, changed_at: datetime | None = None, **kwargs: str) -> Entry:
    """A page of the shop, whose address differs in its first part alone."""
    rest = reverse(name, kwargs=kwargs).split("/", 2)[2]
    return Entry({language: f"/{language}/{rest}" for language in LANGUAGES}, changed_at)


def _lists() -> Iterator[Entry]:
    for name in ("home", "catalogue:index", "cooperatives:list", "territory:regions", "fairs:calendar", "impact"):
        yield _in_all(name)


def _products() -> Iterator[Entry]:
    rows = Product.objects.on_sale().order_by("pk").values_list("slug", "public_id", "date_updated")
    for slug, public_id, changed_at in rows.iterator():
        yield _in_all("catalogue:detail", changed_at, slug=slug, public_id=public_id)


def _cooperatives() -> Iterator[Entry]:
    shown = Cooperative.objects.filter(status=CooperativeStatus.APPROVED).order_by("pk")
    for slug in shown.values_list("slug", flat=True).iterator():
        yield _in_all("cooperatives:detail", slug=slug)


def _regions() -> Iterator[Entry]:
    for slug in Region.objects.order_by("code").values_list("slug", flat=True):
        yield _in_all("territory:region", slug=slug)


def _editions() -> Iterator[Entry]:
    for code in Edition.objects.published().order_by("pk").values_list("code", flat=True):
        yield _in_all("fairs:edition", code=code)


def _pages() -> Iterator[Entry]:
    """Stories and standard pages, each with its translations; the homes are among the lists."""
    translations: dict[str, Entry] = {}
    pages = Page.objects.live().public().filter(depth__gt=2).select_related("locale").order_by("pk")
    for page in pages:
        key = str(page.translation_key)
        address = page.get_url_parts()
        if address and address[2]:
            entry = translations.setdefault(key, Entry({}, page.last_published_at))
            entry.addresses[page.locale.language_code] = address[2]
    yield from translations.values()


SECTIONS = {
    "lists": _lists,
    "products": _products,
    "cooperatives": _cooperatives,
    "regions": _regions,
    "editions": _editions,
    "pages": _pages,
}


def _size(section: str) -> int:
    """How many files a section fills; only products can outgrow one."""
    return max(1, -(-Product.objects.on_sale().count() // PER_FILE)) if section == "products" else 1


@require_safe
@cache_page(3600, key_prefix="sitemap")
def index(request: HttpRequest) -> HttpResponse:
    """The list of all files: one for each language and section."""
    files = [
        f"{settings.BASE_URL}{reverse('sitemap-section', kwargs={'language': language, 'section': name, 'number': n})}"
        for name in SECTIONS
        for n in range(1, _size(name) + 1)
        for language in LANGUAGES
    ]
    return render(request, "marketplace/sitemap_index.xml", {"files": files}, content_type="application/xml")


@require_safe
@cache_page(3600, key_prefix="sitemap")
def section(request: HttpRequest, language: str, section: str, number: int) -> HttpResponse:
    """Pages in one language, each with the addresses of its translations."""
    if section not in SECTIONS or language not in LANGUAGES or not 1 <= number <= _size(section):
        raise Http404
    with override(language):
        entries = islice(SECTIONS[section](), (number - 1) * PER_FILE, number * PER_FILE)
        rows = list(_rows(entries, language))
    return render(request, "marketplace/sitemap.xml", {"rows": rows}, content_type="application/xml")


def _rows(entries: Iterable[Entry], language: str) -> Iterator[dict[str, object]]:
    for entry in entries:
        if language in entry.addresses:
            alternates = [(code, settings.BASE_URL + address) for code, address in entry.addresses.items()]
            alternates += [("x-default", address) for code, address in alternates if code == settings.LANGUAGE_CODE]
            yield {
                "address": settings.BASE_URL + entry.addresses[language],
                "alternates": alternates,
                "changed_at": entry.changed_at,
            }


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers leave alone: nothing secret, only pages that are different for everyone."""
    return render(
        request,
        "marketplace/robots.txt",
        {"languages": LANGUAGES, "parts": PRIVATE_PARTS, "sitemap": settings.BASE_URL + reverse("sitemap")},
        content_type="text/plain; charset=utf-8",
    )


urlpatterns = [
    path("sitemap.xml", index, name="sitemap"),
    path("sitemap-<str:language>-<str:section>-<int:number>.xml", section, name="sitemap-section"),
    path("robots.txt", robots, name="robots"),
]
