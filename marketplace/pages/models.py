"""The editors' pages: home, stories and standard pages, one tree for each language."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from marketplace.pages import contexts
from marketplace.pages.addresses import refuse_shop_prefix
from marketplace.pages.blocks import HomeBlocks

BODY_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class BelowHome(Page):
    """A page right below a home: its address must not be one of the shop's own."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        refuse_shop_prefix(self.slug)


class HomePage(Page):
    """The first page of one language."""

    headline = models.CharField(_("headline"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)
    hero = models.CharField(_("picture"), max_length=200, blank=True)
    body = StreamField(HomeBlocks(), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("hero"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["pages.StoryIndexPage", "pages.StandardPage"]
    max_count_per_parent = 3
    template = "marketplace/pages/home.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        stories = StoryPage.objects.live().filter(locale=self.locale_id).order_by("-first_published_at", "-id")
        own = contexts.home_context(self.hero, stories[: contexts.STORIES], self.locale.language_code)
        return {**super().get_context(request, *args, **kwargs), **own, **contexts.shared_context(self, request)}


class StoryIndexPage(BelowHome):
    """The list of stories."""

    introduction = models.TextField(_("introduction"), blank=True)
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.StoryPage"]
    template = "marketplace/pages/story_index.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        stories = StoryPage.objects.child_of(self).live().order_by("-first_published_at", "-id")
        cards = contexts.story_cards(stories, self.locale.language_code)
        shared = contexts.shared_context(self, request)
        return {**super().get_context(request, *args, **kwargs), **shared, "stories": cards}


class StoryPage(Page):
    """A story about a place, a craft, the people of a cooperative."""

    summary = models.TextField(_("summary"), max_length=300)
    picture = models.CharField(_("picture"), max_length=200, blank=True)
    body = RichTextField(_("text"), features=BODY_FEATURES)
    cooperative = models.ForeignKey(
        "cooperatives.Cooperative", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("cooperative"),
    ]
    parent_page_types: ClassVar[list[str]] = ["pages.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "marketplace/pages/story.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        own = contexts.story_context(self.picture, self.cooperative)
        return {**super().get_context(request, *args, **kwargs), **own, **contexts.shared_context(self, request)}


class StandardPage(BelowHome):
    """Terms, delivery, withdrawal, personal data: plain text under one heading."""

    body = RichTextField(_("text"), features=BODY_FEATURES)
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "marketplace/pages/standard.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **contexts.shared_context(self, request)}
