"""The sector's usual sentence: editions, organisations, women, turnover of a period, said with what the words mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.formats.days import day_range_text
from cooperatives.formats.numbers import money_text, number_text, percent_text
from cooperatives.texts import LANGUAGES
from fairs.enums import ProgrammeKind
from fairs.models import Edition
from fairs.models.programmes import EditionQuerySet
from fairs.organiser.figures import Breakdown
from fairs.organiser.selectors import TakingPart, figures_within, taking_part


@dataclass(frozen=True, slots=True)
class Sector:
    """What a period came to, over the editions that a person may see; `not_seen` are the others of that period."""

    first: date
    last: date
    editions: dict[str, int]
    taking_part: TakingPart
    figures: Breakdown
    not_seen: int

    @property
    def count(self) -> int:
        return sum(self.editions.values())


def sector(visible: EditionQuerySet, first: date, last: date) -> Sector:
    """Editions that begin in the period with those who took part, and the turnover of its business days."""
    begins = {"starts_at__date__gte": first, "starts_at__date__lte": last}
    within = visible.filter(**begins)
    kinds = within.order_by().values_list("programme__kind").annotate(editions=Count("pk"))
    not_seen = Edition.objects.filter(**begins).exclude(pk__in=within.order_by().values("pk")).count()
    return Sector(
        first,
        last,
        dict(sorted(kinds, key=lambda pair: ProgrammeKind.values.index(pair[0]))),
        taking_part(within.order_by().values("pk")),
        figures_within(visible, ProgrammeKind.values, first, last),
        not_seen,
    )


def sentences(of: Sector) -> dict[str, str]:
    """The sentence in each language."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = sentence(of)
    return said


def sentence(of: Sector) -> str:
    """The sentence in the language of the page."""
    if not of.count and not of.figures.turnover:
        return _("%(period)s: no edition took place.") % {"period": _period(of)}
    parts = [_editions(of), _organisations(of.taking_part)]
    if of.taking_part.women_share is not None:
        parts.append(
            _("%(share)s of those at the stalls are women") % {"share": percent_text(of.taking_part.women_share)}
        )
    parts.append(_("turnover of %(amount)s") % {"amount": money_text(of.figures.with_corrections)})
    return _("%(period)s: %(facts)s.") % {"period": _period(of), "facts": _("; ").join(parts)}


def _period(of: Sector) -> str:
    return capfirst(day_range_text(of.first, of.last))


def _editions(of: Sector) -> str:
    named = [_OF_KIND[kind](number) for kind, number in of.editions.items()]
    total = ngettext("%(number)s edition", "%(number)s editions", of.count) % {
        "number": number_text(of.count, places=0)
    }
    if not named:
        return total
    comma = _(", ")
    return named[0] if len(named) == 1 else f"{total} ({comma.join(named)})"


def _regional(count: int) -> str:
    text = ngettext("%(number)s edition of the regional fairs", "%(number)s editions of the regional fairs", count)
    return text % {"number": number_text(count, places=0)}


def _national(count: int) -> str:
    text = ngettext("%(number)s edition of the national fairs", "%(number)s editions of the national fairs", count)
    return text % {"number": number_text(count, places=0)}


def _markets(count: int) -> str:
    text = ngettext("%(number)s edition of the mobile markets", "%(number)s editions of the mobile markets", count)
    return text % {"number": number_text(count, places=0)}


def _platforms(count: int) -> str:
    text = ngettext("%(number)s permanent platform", "%(number)s permanent platforms", count)
    return text % {"number": number_text(count, places=0)}


_OF_KIND: dict[str, Callable[[int], str]] = {
    ProgrammeKind.REGIONAL_FAIRS: _regional,
    ProgrammeKind.NATIONAL_FAIRS: _national,
    ProgrammeKind.MOBILE_MARKETS: _markets,
    ProgrammeKind.PERMANENT_PLATFORMS: _platforms,
}


def _organisations(part: TakingPart) -> str:
    several = ngettext("%(number)s participation", "%(number)s participations", part.participations)
    distinct = ngettext("%(number)s distinct organisation", "%(number)s distinct organisations", part.organisations)
    return _("%(participations)s of %(organisations)s") % {
        "participations": several % {"number": number_text(part.participations, places=0)},
        "organisations": distinct % {"number": number_text(part.organisations, places=0)},
    }


def usual_period(today: date) -> tuple[date, date]:
    """From the first of January to today."""
    return date(today.year, 1, 1), today
