"""What a quota is called, wherever a person reads of it: on screens, in minutes, in the log."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext

from cooperatives.territory.models import Province
from cooperatives.texts import LANGUAGES
from fairs.calls.models import Quota

NUMBERS = ("at_least", "at_most")


def quota_name(quota: Quota) -> str:
    """Whom a quota counts, in the language of the moment."""
    if quota.province is not None:
        return pgettext("quota", "From %(place)s") % {"place": quota.province}
    if quota.sector:
        return pgettext("quota", "Sector: %(sector)s") % {"sector": quota.get_sector_display()}
    return str(quota.get_kind_display())


def told_of_quota(quota: Quota) -> dict[str, Any]:
    """A quota as the log keeps it, with the name of its province."""
    place = quota.province
    named = place and {"pk": place.pk, **{f"name_{code}": getattr(place, f"name_{code}") for code in LANGUAGES}}
    return {name: getattr(quota, name) for name in ("kind", "sector", *NUMBERS)} | {"province": named}


def quota_of_log(told: Mapping[str, Any]) -> Quota:
    """The quota that the log tells of, to be read only: it may be long gone."""
    values = {name: told.get(name) for name in NUMBERS}
    place = Province(**told["province"]) if told.get("province") else None
    return Quota(kind=told["kind"], sector=told.get("sector") or "", province=place, **values)
