"""What lists can be narrowed by: shelves, regions, cooperatives, programmes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from catalogue.models import Category
from catalogue.selectors import TREE_STEP
from cooperatives.models import Cooperative
from cooperatives.territory.models import Region
from cooperatives.texts import shown, sort_key
from fairs.models import Programme

NAMES = ("name_ar", "name_fr", "name_en")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how the address names it, how the database does, how people do."""

    slug: str
    key: str | int
    name: str
    icon: str = ""

    @property
    def is_top(self) -> bool:
        """Of a category: whether it stands at the top of the tree."""
        return len(str(self.key)) == TREE_STEP

    @property
    def top(self) -> str:
        """Of a category: the path of the one at the top that it stands below."""
        return str(self.key)[:TREE_STEP]


def categories() -> list[Choice]:
    """The shelves of the shop in the order of the tree."""
    rows = Category.objects.filter(is_public=True, ancestors_are_public=True).order_by("path")
    return [
        Choice(slug=row["slug"], key=row["path"], name=shown(row, "name")[0], icon=row["icon"])
        for row in rows.values("slug", "path", "icon", *NAMES)
    ]


def regions() -> list[Choice]:
    """The twelve regions by name."""
    rows = Region.objects.values("slug", "code", *NAMES)
    return by_name(Choice(slug=row["slug"], key=row["code"], name=shown(row, "name")[0]) for row in rows)


def cooperatives(*, slugs: Iterable[str] = (), keys: Iterable[int] = ()) -> list[Choice]:
    """Those of the named cooperatives that may sell, by name."""
    chosen = Cooperative.objects.on_sale()
    chosen = chosen.filter(slug__in=list(slugs)) if slugs else chosen.filter(pk__in=list(keys))
    rows = chosen.order_by(f"sort_{language()}", "id").values("slug", "id", *NAMES)
    return [Choice(slug=row["slug"], key=row["id"], name=shown(row, "name")[0]) for row in rows]


def programmes() -> list[Choice]:
    """The programmes of fairs and markets."""
    rows = Programme.objects.order_by("id").values("code", "id", *NAMES)
    return [Choice(slug=row["code"], key=row["id"], name=shown(row, "name")[0]) for row in rows]


def by_name(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: sort_key(choice.name))


def language() -> str:
    """The page's language, one of those that the database has columns for."""
    code = (get_language() or "ar")[:2]
    return code if code in ("ar", "fr", "en") else "ar"
