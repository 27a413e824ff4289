"""Who stands where at one stop: a handful of questions, whatever the number of stalls."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.urls import reverse

from cooperatives import clock
from cooperatives.enums import CooperativeStatus, OrganisationKind, Sector
from cooperatives.texts import search_form, shown
from fairs.attendance.models import InstitutionalStand, Workshop
from fairs.enums import ParticipationStatus
from fairs.models import Listing, Participation, StallAssignment, Stop
from fairs.services import days_left


@dataclass(frozen=True, slots=True)
class FoundStall:
    """One who can be found at a stop: stall, name, from where, what it sells; `words` is what a search looks in.

    `anchors` are the codes by which the plan leads to it: of those who share a stall the first one's.
    """

    codes: tuple[str, ...]
    zone: str
    name: str
    name_lang: str
    url: str
    place: str
    sells: str
    is_women: bool
    is_institution: bool
    words: str
    anchors: tuple[str, ...] = ()


def stalls_at(stop: Stop) -> list[FoundStall]:
    """Everybody who exhibits at a stop, by the stall of the days that are left; who has none comes last."""
    codes: dict[int, dict[str, str]] = {}
    given = StallAssignment.objects.filter(day__in=days_left(stop))
    for row in given.order_by("stall__code").values("participation", "stall__code", "stall__zone").distinct():
        codes.setdefault(row["participation"], {})[row["stall__code"]] = row["stall__zone"]
    sells = _families(stop)
    rows = Participation.objects.filter(stop=stop).exclude(status=ParticipationStatus.WITHDRAWN)
    languages = ("ar", "fr", "en")
    found = [
        _exhibitor(row, codes.get(row["id"], {}), sells.get(row["id"], []))
        for row in rows.order_by("id").values(
            "id",
            "cooperative__slug",
            "cooperative__kind",
            "cooperative__sector",
            "cooperative__status",
            "cooperative__sells_online",
            *(f"cooperative__name_{code}" for code in languages),
            *(f"cooperative__commune__name_{code}" for code in languages),
        )
    ]
    found += [_institution(stand) for stand in _institutions(stop)]
    return _anchored(sorted(found, key=lambda one: (not one.codes, one.codes)))


def names_by_stall(everybody: Sequence[FoundStall]) -> dict[str, str]:
    """Who stands at each stall; of a shared one all of them."""
    names: dict[str, list[str]] = {}
    for one in everybody:
        for code in one.codes:
            names.setdefault(code, []).append(one.name)
    return {code: ", ".join(who) for code, who in names.items()}


def _anchored(found: Sequence[FoundStall]) -> list[FoundStall]:
    led_to: set[str] = set()
    rows = []
    for one in found:
        rows.append(replace(one, anchors=tuple(code for code in one.codes if code not in led_to)))
        led_to.update(one.codes)
    return rows


def _families(stop: Stop) -> dict[int, list[str]]:
    """What each participant brings, as the names of families; one name for each language is enough."""
    found: dict[int, list[str]] = {}
    listed = Listing.objects.filter(participation__stop=stop, product__is_public=True)
    names = [f"product__product_class__name_{code}" for code in ("ar", "fr", "en")]
    for row in listed.order_by("participation").values("participation", *names).distinct():
        found.setdefault(row["participation"], []).append(shown(row, "product__product_class__name")[0])
    return found


def _exhibitor(row: dict[str, Any], codes: dict[str, str], families: list[str]) -> FoundStall:
    name, name_lang = shown(row, "cooperative__name")
    place = shown(row, "cooperative__commune__name")[0]
    has_page = row["cooperative__status"] == CooperativeStatus.APPROVED and row["cooperative__sells_online"]
    sector = row["cooperative__sector"]
    sells = ", ".join(families) or (str(Sector(sector).label) if sector in Sector.values else "")
    names = " ".join(row[f"cooperative__name_{code}"] or "" for code in ("ar", "fr", "en"))
    return FoundStall(
        codes=tuple(codes),
        zone=next(iter(codes.values()), ""),
        name=name,
        name_lang=name_lang,
        url=reverse("cooperatives:detail", kwargs={"slug": row["cooperative__slug"]}) if has_page else "",
        place=place,
        sells=sells,
        is_women=row["cooperative__kind"] == OrganisationKind.WOMEN,
        is_institution=False,
        words=search_form(" ".join([*codes, names, place, sells])),
    )


def _institutions(stop: Stop) -> list[InstitutionalStand]:
    return list(InstitutionalStand.objects.filter(stop=stop, ended_at__isnull=True).select_related("stall"))


def _institution(stand: InstitutionalStand) -> FoundStall:
    code = stand.stall.code if stand.stall else ""
    return FoundStall(
        codes=(code,) if code else (),
        zone=stand.stall.zone if stand.stall else "",
        name=stand.name,
        name_lang="",
        url="",
        place="",
        sells="",
        is_women=False,
        is_institution=True,
        words=search_form(f"{code} {stand.name}"),
    )


def workshops_at(stop: Stop) -> list[Workshop]:
    """The trainings and workshops that a visitor can still go to."""
    rows = Workshop.objects.filter(stop=stop, cancelled_at__isnull=True)
    return list(rows.filter(Q(ends_at__gt=clock.now())).order_by("starts_at"))
