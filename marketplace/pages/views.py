"""The home of each language, and addresses that begin with a language that the shop does not speak."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import PageViewRestriction
from wagtail.views import serve as serve_page

from marketplace.pages.contexts import home_address, page_at
from marketplace.pages.models import HomePage


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home of the page's language; Wagtail's own way there asks five more queries."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    homes = HomePage.objects.live().filter(locale__language_code=language).select_related("locale")
    if page := homes.order_by("path").first():
        return page.serve(request)
    return _instead(request, language)


def _instead(request: HttpRequest, language: str) -> HttpResponse:
    """Without a home of this language: the first language's, and never that one under this address."""
    if language == settings.LANGUAGE_CODE or not HomePage.objects.live().exists():
        return serve_page(request, "")
    return HttpResponseRedirect(home_address(settings.LANGUAGE_CODE))


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the editors, found in three queries where Wagtail's own way takes nine.

    What is not found like this, or may not be seen by everybody, goes Wagtail's way.
    """
    found = page_at(path, language=(get_language() or settings.LANGUAGE_CODE)[:2])
    if found is None or PageViewRestriction.objects.exists():
        return serve_page(request, path)
    return found.specific.serve(request)


@require_safe
def unknown_language(request: HttpRequest, rest: str) -> HttpResponse:
    """`/de/products/` leads to the same page in a language that the browser asks for and the shop speaks."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(home_address(language) + rest + (f"?{query}" if query else ""))
