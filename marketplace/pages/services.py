"""Building the site: three trees of pages, one for each language, from one description."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from cooperatives import clock
from cooperatives.models import Cooperative
from cooperatives.texts import LANGUAGES
from marketplace.pages.contexts import forget_addresses
from marketplace.pages.models import HomePage, StandardPage, StoryIndexPage, StoryPage

SITE_NAME = "سوق التعاونيات"
NBSP = "\u00a0"
_BEFORE_HIGH_MARK = re.compile(r" (?=[:;?!»])|(?<=«) ")
Content = Mapping[str, Any]


@transaction.atomic
def build_site(*, content: Content, cooperatives: Mapping[int, Cooperative] | None = None) -> None:
    """Create the home, stories and standard pages of every language, or bring them up to date.

    A text is {"ar", "fr", "en"}. A page that a person has saved since is theirs and is left alone.
    `cooperatives` gives those that stories name by number. Safe to repeat.
    """
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    makers = cooperatives or {}
    homes = _homes(content["home"], locales)
    _give_site(homes[LANGUAGES[0]])
    indexes = _pages(StoryIndexPage, content["story_index"], homes, locales, ("introduction",))
    for story in content["stories"]:
        maker = makers.get(story.get("cooperative_number"))
        told = {"picture": story.get("picture", ""), "cooperative": maker}
        _pages(StoryPage, story, indexes, locales, ("summary", "body"), **told)
    for page in content["pages"]:
        _pages(StandardPage, page, homes, locales, ("body",))
    transaction.on_commit(forget_addresses)


def _homes(home: Content, locales: Mapping[str, Locale]) -> dict[str, Page]:
    """The home of each language, side by side below the root."""
    root = Page.get_first_root_node()
    described = {**home, "slug": "home", "hero": home.get("hero", "")}
    homes: dict[str, Page] = {}
    for language in LANGUAGES:
        fields = _fields(described, language, ("headline", "introduction"))
        fields |= {"hero": described["hero"], "body": json.dumps(said(home["body"], language), ensure_ascii=False)}
        # Siblings cannot share a slug; the address of a home does not show it.
        fields["slug"] = f"souk-{language}"
        homes[language] = _write(HomePage, root, fields, locales[language], same_as=homes.get(LANGUAGES[0]))
    return homes


def _pages(
    model: type[Page],
    described: Content,
    parents: Mapping[str, Page],
    locales: Mapping[str, Locale],
    texts: tuple[str, ...],
    **more: Any,
) -> dict[str, Page]:
    """One page in every language, each version a translation of the first."""
    made: dict[str, Page] = {}
    for language in LANGUAGES:
        fields = _fields(described, language, texts) | more
        made[language] = _write(model, parents[language], fields, locales[language], same_as=made.get(LANGUAGES[0]))
    return made


def _fields(described: Content, language: str, texts: tuple[str, ...]) -> dict[str, Any]:
    return {"slug": described["slug"]} | {name: said(described.get(name, ""), language) for name in ("title", *texts)}


def _write(model: type[Page], parent: Page, fields: dict[str, Any], locale: Locale, *, same_as: Page | None) -> Page:
    """Create or refresh one page below `parent`."""
    page = model.objects.child_of(parent).filter(slug=fields["slug"]).first()
    if page is None:
        page = model(**fields, locale=locale, live=True, first_published_at=clock.now())
        if same_as is not None:
            page.translation_key = same_as.translation_key
        parent.refresh_from_db()
        parent.add_child(instance=page)
    elif page.latest_revision_id is None:
        for name, value in fields.items():
            setattr(page, name, value)
        page.draft_title = page.title
        page.save()
    return page


def said(value: Any, language: str) -> Any:
    """`value` with every {"ar", "fr", "en"} inside it replaced by its text in `language`, or the first there is."""
    if isinstance(value, Mapping):
        if value and set(value) <= set(LANGUAGES):
            text = value.get(language) or next(filter(None, (value.get(code) for code in LANGUAGES)), "")
            # French puts a space before its high marks; a line must not begin with one of them.
            return _BEFORE_HIGH_MARK.sub(NBSP, text) if language == "fr" else text
        return {key: said(part, language) for key, part in value.items()}
    if isinstance(value, list):
        return [said(part, language) for part in value]
    return value


def _give_site(home: Page) -> None:
    """Point the one site at the first language's home, and take away the page that Wagtail starts with."""
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    site.root_page, site.site_name = home, SITE_NAME
    site.save()
    ours = ("pages.homepage",)
    for page in Page.objects.filter(depth=home.depth):
        if f"{page.specific_class._meta.label_lower}" not in ours:
            page.delete()
