"""Minutes as files: PDF to sign in Arabic or French from what was frozen, and the list as a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cooperatives.formats.days import day_range_text, day_text, hour_text
from cooperatives.formats.numbers import number_text
from cooperatives.formats.pdf import pdf
from cooperatives.jobs.models import Job
from fairs.business_days import CASABLANCA
from fairs.calls.models import Call
from fairs.closing.files import keep, opened
from fairs.organiser.exports import COUNT, Column, Sheet, as_workbook
from fairs.selection.enums import DecisionOutcome
from fairs.selection.minutes import contents_of, in_language
from fairs.selection.models import Minutes

LAYOUT = "fairs/papers/minutes.typ"
PAPER_LANGUAGES = ("ar", "fr")


@dataclass(frozen=True, slots=True)
class Printing:
    """How many of the papers are there, and whether an attempt went wrong."""

    done: int
    count: int
    went_wrong: bool


def print_minutes(*, job: Job) -> None:
    """Set the minutes in each language of the paper and keep the files; those that are there stay."""
    minutes = Minutes.objects.select_related("call").get(pk=job.subject_id)
    for language in PAPER_LANGUAGES:
        if printed(minutes, language) is None:
            keep(paper_name(minutes, language), minutes_pdf(minutes, language))


def printed(minutes: Minutes, language: str) -> IO[Any] | None:
    """The paper in a language, or None while it is being made."""
    return opened(paper_name(minutes, language))


def printing_of(minutes: Minutes) -> Printing | None:
    """How far the papers are; None once all are there."""
    done = 0
    for language in PAPER_LANGUAGES:
        if file := printed(minutes, language):
            file.close()
            done += 1
    if done == len(PAPER_LANGUAGES):
        return None
    job = Job.objects.filter(key=f"selection.print_minutes:{minutes.pk}").first()
    return Printing(done, len(PAPER_LANGUAGES), bool(job and job.last_error))


def minutes_pdf(minutes: Minutes, language: str) -> bytes:
    """The minutes on paper, in Arabic or French."""
    with translation.override(language):
        return pdf(LAYOUT, minutes_given(minutes, language))


def minutes_given(minutes: Minutes, language: str) -> dict[str, Any]:
    """All that the layout prints, as texts."""
    held = minutes.contents
    rows = held["rows"]
    title = _("Minutes of the selection committee")
    return {
        "title": title,
        "platform": _("Cooperatives' Souk"),
        "foot": f"{title} · {in_language(held['edition'], language)} · {minutes.number}",
        "number": str(minutes.number),
        "facts": _facts(minutes, language),
        "present_title": _("Present"),
        "present": [[one["name"], one["function"]] for one in minutes.present],
        "tables": [
            _criteria(held["criteria"], language),
            _quotas(held["quotas"], language),
            _decisions(_("Those who come"), rows, DecisionOutcome.SELECTED, language),
            _decisions(_("Waiting list"), rows, DecisionOutcome.WAITING, language),
            _decisions(_("Those who do not come, and why"), rows, DecisionOutcome.REFUSED, language),
        ],
        "signatures_title": _("Signatures"),
        "signatures": [[one["name"], one["function"]] for one in minutes.present],
    }


def list_xlsx(call: Call) -> IO[bytes]:
    """The list as it stands, as a workbook in the language of the page."""
    language = (translation.get_language() or "ar")[:2]
    held = contents_of(call)
    columns = [
        Column(_("Rank"), COUNT),
        Column(_("Organisation")),
        Column(_("Province")),
        Column(_("Points of 100"), "0.00"),
        Column(_("Decision")),
        Column(_("Stalls"), COUNT),
        Column(_("Place in the waiting list"), COUNT),
        Column(_("Reason")),
    ]
    rows = [
        (
            row["rank"],
            in_language(row["name"], language),
            in_language(row["province"], language),
            _points(row["score"]),
            str(DecisionOutcome(row["outcome"]).label) if row["outcome"] else "",
            row["stalls"],
            row["position"],
            in_language(row["reason"], language),
        )
        for row in held["rows"]
    ]
    quotas = _quotas(held["quotas"], language)
    return as_workbook(
        [
            Sheet(_("List"), columns, rows),
            Sheet(_("Quotas"), [Column(head) for head in quotas["heads"]], quotas["rows"]),
        ]
    )


def _facts(minutes: Minutes, language: str) -> list[list[str]]:
    held = minutes.contents
    counts = held["counts"]
    met_at = minutes.met_at.astimezone(CASABLANCA)
    starts = datetime.fromisoformat(held["starts_at"])
    # Minutes of before know the moment only.
    ends = date.fromisoformat(held["last_day"]) if "last_day" in held else datetime.fromisoformat(held["ends_at"])
    facts = [
        [_("Edition"), in_language(held["edition"], language)],
        [_("Stop"), in_language(held["stop"], language)],
        [_("Dates"), day_range_text(starts, ends)],
        [_("The committee met"), f"{day_text(met_at)} · {hour_text(met_at)}"],
        [_("Place of the meeting"), minutes.place],
        [_("Applications"), _count(len(held["rows"]))],
        [_("Stalls given"), _of(counts["stalls"], counts["capacity"])],
        [_("Those who come"), _count(counts["selected"])],
        [_("Waiting list"), _count(counts["waiting"])],
        [_("Those who do not come"), _count(counts["refused"])],
        [_("Why the quotas are not kept"), held.get("breach_reason", "")],
    ]
    if not held["announced_at"]:
        facts.append([_("Drawn up"), _("Before the announcement")])
    if counts["undecided"]:
        facts.append([_("Not decided yet"), _count(counts["undecided"])])
    return [fact for fact in facts if fact[1]]


def _criteria(rows: Sequence[Mapping[str, Any]], language: str) -> dict[str, Any]:
    return {
        "title": _("Criteria"),
        "heads": [_("Criterion"), _("Weight"), _("Highest points")],
        "texts": 1,
        "rows": [[in_language(row["name"], language), f"{row['weight']}%", str(row["highest"])] for row in rows],
    }


def _quotas(rows: Sequence[Mapping[str, Any]], language: str) -> dict[str, Any]:
    return {
        "title": _("Quotas"),
        "heads": [_("Group"), _("At least"), _("At most"), _("Applied"), _("Chosen")],
        "texts": 1,
        "rows": [
            [
                in_language(row["name"], language) + (" " + _("(not kept)") if row["is_broken"] else ""),
                _limit(row["at_least"]),
                _limit(row["at_most"]),
                _count(row["applied"]),
                _count(row["chosen"]),
            ]
            for row in rows
        ],
    }


def _decisions(title: str, rows: Sequence[Mapping[str, Any]], outcome: str, language: str) -> dict[str, Any]:
    found = [row for row in rows if row["outcome"] == outcome]
    waits, comes = outcome == DecisionOutcome.WAITING, outcome == DecisionOutcome.SELECTED
    if waits:
        found.sort(key=lambda row: row["position"] or 0)
    has_reasons = any(row["reason"] for row in found)
    heads = [
        _("Organisation"),
        *([_("Reason")] if has_reasons else []),
        _("Place") if waits else _("Rank"),
        _("Points"),
        *([_("Stalls")] if comes else []),
    ]
    return {
        "title": f"{title} ({len(found)})",
        "heads": heads,
        "texts": 2 if has_reasons else 1,
        "rows": [
            [
                f"{in_language(row['name'], language)} · {in_language(row['province'], language)}",
                *([in_language(row["reason"], language).replace("\n", " ")] if has_reasons else []),
                str(row["position"] if waits else row["rank"]),
                points_text(row["score"]),
                *([str(row["stalls"])] if comes else []),
            ]
            for row in found
        ],
    }


def points_text(score: int) -> str:
    """Hundredths of a point as people read them."""
    return number_text(_points(score), places=2)


def _points(score: int) -> Any:
    return Decimal(score) / 100


def _count(number: int) -> str:
    return number_text(number, places=0)


def _of(number: int, whole: int) -> str:
    return _("%(judged)s of %(of)s") % {"judged": _count(number), "of": _count(whole)}


def _limit(number: int | None) -> str:
    return pgettext("no limit", "none") if number is None else _count(number)


def paper_name(minutes: Minutes, language: str) -> str:
    """Where the paper lies in the private storage."""
    return f"minutes/{minutes.public_id}/{language}.pdf"
