"""Addresses of a page: its one canonical form, the same page in the other languages, its pages and crumbs."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import translate_url

Pairs = list[tuple[str, str]]


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """`path` with a query of `pairs`, or bare without any."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def addressed(request: HttpRequest, *, pairs: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """What base.html needs to name this page: canonical and the same page in each language."""
    here = with_query(request.path, pairs)
    return {
        "canonical": request.build_absolute_uri(here),
        "alternates": [{"language": code, "url": translate_url(here, code)} for code, _name in settings.LANGUAGES],
    }


class KnownPaginator(Paginator):
    """Pages of a list whose length was counted already, and whose rows are read by the caller."""

    def __init__(self, total: int, per_page: int) -> None:
        super().__init__(range(total), per_page)
