"""What the editors' pages show beside their own text, and where each of them stands.

Knows Wagtail's `Page` only: the models of this app ask it for their context.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone
from lucide import IconDoesNotExist
from wagtail.models import Page

from catalogue.selectors import Picture, cards, for_sale, picture_of, varied
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES
from fairs.enums import EditionStatus
from marketplace.storefront.selectors.banners import picture_at
from marketplace.storefront.selectors.choices import categories
from marketplace.storefront.selectors.cooperatives import emblem_of
from marketplace.storefront.selectors.editions import now_and_next
from marketplace.templatetags.design import icon

# The number moves whenever what is kept changes its shape.
ADDRESSES = "pages:addresses:2"
ADDRESSES_KEPT = 300
# How deep below the root homes stand, and the pages that they hold.
HOME, BELOW_HOME = 2, 3
NEWEST = 12
ARCHES = 3
COMING = 4
STORIES = 3
TONES = ("saffron", "terracotta", "blue", "green")


@dataclass(frozen=True, slots=True)
class StoryCard:
    """One story in a list."""

    url: str
    title: str
    summary: str
    told_on: date | None
    picture: Picture | None


def home_address(language: str) -> str:
    """Where the home of a language stands."""
    return f"{settings.FORCE_SCRIPT_NAME or ''}/{language}/"


def address_of(page: Page, language: str) -> str:
    """Where a page stands: Wagtail would look up its site and locale for each.

    Homes stand side by side below the root, so the path below a home starts at the second part.
    """
    below_home = page.url_path.strip("/").split("/")[1:]
    return home_address(language) + "".join(f"{part}/" for part in below_home)


def page_at(path: str, *, language: str) -> Page | None:
    """The published page that stands at `path` below the home of a language."""
    parts = path.strip("/").split("/")
    named = Page.objects.live().filter(
        locale__language_code=language, slug=parts[-1], depth=BELOW_HOME - 1 + len(parts)
    )
    wanted = home_address(language) + "".join(f"{part}/" for part in parts)
    return next((page for page in named if address_of(page, language) == wanted), None)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where homes and the pages right below them stand: by translation key and language; and the key of each slug."""

    by_key: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, str]


def addresses() -> Addresses:
    """From the cache, since every page of the shop links to the terms and their like."""
    kept: tuple[Any, Any] | None = cache.get(ADDRESSES)
    if kept is None:
        kept = _read_addresses()
        cache.set(ADDRESSES, kept, ADDRESSES_KEPT)
    return Addresses(*kept)


def forget_addresses() -> None:
    """Called when a page is published, moved or taken down."""
    cache.delete(ADDRESSES)


def _read_addresses() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    pages = Page.objects.live().filter(depth__in=(HOME, BELOW_HOME)).order_by("path").select_related("locale")
    by_key: dict[str, dict[str, str]] = {}
    keys: dict[str, str] = {}
    for page in pages.only("slug", "depth", "url_path", "translation_key", "locale__language_code"):
        key, language = str(page.translation_key), page.locale.language_code
        by_key.setdefault(key, {})[language] = address_of(page, language)
        if page.depth == BELOW_HOME:
            keys.setdefault(page.slug, key)
    return by_key, keys


def address_by_slug(slug: str, language: str, *, known: Addresses) -> str:
    """Where the page known by `slug` stands in a language, else in the first that has it; empty when none has."""
    found = known.by_key.get(known.keys.get(slug, ""), {})
    return next((found[code] for code in (language, *LANGUAGES) if code in found), "")


def shared_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """For the frame: the page's one address, its translations, and the homes of languages that have none."""
    found = addresses().by_key.get(str(page.translation_key)) or _translations(page)
    languages = [code for code, _name in settings.LANGUAGES]
    return {
        "alternates": [{"language": code, "url": found.get(code) or home_address(code)} for code in languages],
        "translated_into": [code for code in languages if code in found],
        "canonical": request.build_absolute_uri(address_of(page, page.locale.language_code)),
    }


def _translations(page: Page) -> dict[str, str]:
    same = Page.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    rows = same.only("url_path", "locale__language_code")
    return {row.locale.language_code: address_of(row, row.locale.language_code) for row in rows}


def home_context(hero: str, stories: QuerySet[Any], language: str) -> dict[str, Any]:
    """What stands on every home whatever its blocks: open fairs, shelves, the newest pictures, stories."""
    editions = now_and_next(limit=NEWEST)
    newest = cards(varied(for_sale(), count=NEWEST))
    return {
        "newest": newest,
        "editions": editions,
        "live": [card for card in editions if card.status == EditionStatus.LIVE],
        "shelves": _shelves(),
        "arches": [card for card in newest if card.picture][:ARCHES],
        "hero": picture_at(hero),
        "stories": story_cards(stories, language),
    }


def _shelves() -> list[dict[str, str]]:
    tops = [choice for choice in categories() if choice.is_top]
    return [
        {"slug": shelf.slug, "name": shelf.name, "icon": _drawable(shelf.icon), "tone": TONES[place % len(TONES)]}
        for place, shelf in enumerate(tops)
    ]


def _drawable(name: str) -> str:
    """The icon of a shelf, or a plain one: its name is data, and a wrong one must not take the home down."""
    try:
        icon(name)
    except IconDoesNotExist:
        return "package"
    return name


def story_cards(stories: QuerySet[Any], language: str) -> list[StoryCard]:
    """Cards of `stories` in their order; one without a picture shows a product of its cooperative: one query."""
    product = for_sale().filter(cooperative=OuterRef("cooperative")).exclude(picture={}).order_by("id")
    return [
        StoryCard(
            url=address_of(row, language),
            title=row.title,
            summary=row.summary,
            told_on=timezone.localdate(row.first_published_at) if row.first_published_at else None,
            picture=picture_at(row.picture) or picture_of(row.product_picture or {}, ""),
        )
        for row in stories.annotate(product_picture=Subquery(product.values("picture")[:1]))
    ]


def story_context(picture: str, maker: Cooperative | None) -> dict[str, Any]:
    """A story's picture, or one of a product of the cooperative it tells of, and some of what that sells now."""
    sold = cards(for_sale().filter(cooperative=maker).order_by("-id")[:COMING]) if maker else []
    shown = picture_at(picture) or next((card.picture for card in sold if card.picture), None)
    return {
        "picture": shown,
        "share_picture": shown,
        "products": sold,
        "maker_emblem": emblem_of(maker.emblem) if maker else None,
    }
