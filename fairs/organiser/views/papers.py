"""The papers of a stop: what there is to print, how far a long one is, and the names on the badges."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives import clock
from fairs.attendance.badges import end_badge, make_badges, name_badges
from fairs.attendance.models import Badge
from fairs.models import Edition, Participation, Stop
from fairs.organiser.once import act_once
from fairs.organiser.views.frame import edition_page, edition_to_work_on_or_404, organisers_page, person
from fairs.organiser.views.once import say_once
from fairs.papers.contents import languages_of
from fairs.papers.kinds import ABOUT, ICONS, IN_BOTH_LANGUAGES, PaperKind
from fairs.papers.printing import PaperFile, file_of, key_of, order_printing, printed, printing_of
from fairs.papers.selectors import counts_of

LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français"}
PARTICIPANTS_A_PAGE = 25
LONGEST_NAME = 80


@organisers_page()
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """All papers of a stop, each with how many pieces it has."""
    edition = edition_to_work_on_or_404(request, code)
    stops = list(Stop.objects.filter(edition=edition).select_related("commune").order_by("number"))
    number = request.GET.get("stop", "")
    stop = next((each for each in stops if str(each.number) == number), stops[0] if stops else None)
    url = reverse("organiser:papers", args=[edition.code])
    context = {
        "stop": stop,
        "stop_tabs": [
            {"url": f"{url}?stop={each.number}", "text": str(each), "current": each == stop}
            for each in stops
            if len(stops) > 1
        ],
        "papers": _papers(edition, stop) if stop else [],
    }
    return edition_page(request, "papers.html", edition, "papers", context)


def _papers(edition: Edition, stop: Stop) -> list[dict[str, Any]]:
    counts = counts_of(stop)
    return [
        {
            "kind": kind,
            "name": kind.label,
            "about": ABOUT[kind],
            "icon": ICONS[kind],
            "count": counts.pieces[kind],
            "missing": counts.badges_missing if kind == PaperKind.BADGES else 0,
            "is_early": is_early(stop, kind),
            "files": [
                {"url": _file_url(edition, stop, kind, language), "language": _language_name(kind, language)}
                for language in languages_of(kind)
            ],
        }
        for kind in PaperKind
    ]


def _language_name(kind: PaperKind, language: str) -> str:
    return " · ".join(LANGUAGE_NAMES.values()) if kind in IN_BOTH_LANGUAGES else LANGUAGE_NAMES[language]


def _file_url(edition: Edition, stop: Stop, kind: PaperKind, language: str) -> str:
    return reverse("organiser:paper", args=[edition.code, stop.number, kind]) + f"?language={language}"


def is_early(stop: Stop, kind: PaperKind) -> bool:
    """Nobody has taken part before the doors have closed."""
    return kind == PaperKind.CERTIFICATES and clock.now() < stop.ends_at


@organisers_page()
def paper(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponseBase:
    """A paper as PDF; one that takes long is made by the worker, and a page says how far it is."""
    edition = edition_to_work_on_or_404(request, code)
    wanted = _wanted(request, edition, number, kind)
    if is_early(wanted.stop, wanted.kind):
        messages.info(request, _("Certificates are there once the doors have closed."))
        return redirect(_back(edition, wanted.stop))
    if not wanted.paper.count:
        messages.info(request, _("There is nothing to print yet."))
        return redirect(_back(edition, wanted.stop))
    found = printed(wanted)
    if found is None:
        order_printing(wanted)
        context = _progress(edition, wanted.stop, wanted.kind, wanted.language, wanted.digest)
        return edition_page(request, "paper_printing.html", edition, "papers", context)
    name = f"{edition.code}-{wanted.stop.number}-{wanted.kind}-{wanted.language}.pdf"
    return FileResponse(found, content_type="application/pdf", filename=name)


@organisers_page()
def paper_printing(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponse:
    """How far the paper is whose digest the address names, as a piece of its page; nothing is read for it anew."""
    edition = edition_to_work_on_or_404(request, code)
    stop, chosen = _stop_or_404(edition, number), _kind_or_404(kind)
    context = _progress(edition, stop, chosen, _language(request, chosen), request.GET.get("digest", ""))
    return render(request, "fairs/organiser/_paper_printing.html", context)


def _progress(edition: Edition, stop: Stop, kind: PaperKind, language: str, digest: str) -> dict[str, Any]:
    state = reverse("organiser:paper-printing", args=[edition.code, stop.number, kind])
    return {
        "edition": edition,
        "stop": stop,
        "name": kind.label,
        "printing": printing_of(key_of(stop, kind, language, digest)),
        "file_url": _file_url(edition, stop, kind, language),
        "state_url": f"{state}?{urlencode({'language': language, 'digest': digest})}",
        "back_url": _back(edition, stop),
    }


def _kind_or_404(kind: str) -> PaperKind:
    if kind not in PaperKind.values:
        raise Http404
    return PaperKind(kind)


def _language(request: HttpRequest, kind: PaperKind) -> str:
    """The language that was asked for, or that of the page; a paper that speaks both has one file."""
    wanted = request.GET.get("language", "")
    if kind in IN_BOTH_LANGUAGES:
        return "ar"
    return wanted if wanted in LANGUAGE_NAMES else "fr" if get_language() == "fr" else "ar"


def _wanted(request: HttpRequest, edition: Edition, number: int, kind: str) -> PaperFile:
    chosen = _kind_or_404(kind)
    return file_of(_stop_or_404(edition, number), chosen, _language(request, chosen))


def _stop_or_404(edition: Edition, number: int) -> Stop:
    stops = Stop.objects.select_related("edition", "commune__province", "region")
    return get_object_or_404(stops, edition=edition, number=number)


def _back(edition: Edition, stop: Stop) -> str:
    return reverse("organiser:papers", args=[edition.code]) + f"?stop={stop.number}"


@organisers_page("GET", "HEAD", "POST")
def badges(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Who wears which badge: names are written here, and a lost badge is ended."""
    edition = edition_to_work_on_or_404(request, code)
    stop = _stop_or_404(edition, number)
    coming = Participation.objects.filter(stop=stop).coming().select_related("cooperative").order_by("pk")
    listed = Paginator(coming, PARTICIPANTS_A_PAGE).get_page(request.GET.get("page"))
    rows = list(listed.object_list)
    held = Badge.objects.filter(participation__in=rows, ended_at__isnull=True).order_by("number")
    by_participation: dict[int, list[Badge]] = {row.pk: [] for row in rows}
    for badge in held:
        by_participation[badge.participation_id].append(badge)
    if request.method == "POST":
        _write_names(request, rows, by_participation)
        return redirect(f"{request.path}?page={listed.number}")
    context = {
        "stop": stop,
        "page": listed,
        "rows": [(row, by_participation[row.pk]) for row in rows],
        "longest": LONGEST_NAME,
        "missing": counts_of(stop).badges_missing,
        "back_url": _back(edition, stop),
    }
    return edition_page(request, "badges.html", edition, "papers", context)


def _write_names(request: HttpRequest, rows: list[Participation], held: dict[int, list[Badge]]) -> None:
    def act() -> list[Badge]:
        others: list[Badge] = []
        for row in rows:
            sent = [badge for badge in held[row.pk] if badge.public_id in request.POST]
            typed = {badge.number: request.POST[badge.public_id].strip()[:LONGEST_NAME] for badge in sent}
            was = {badge.number: request.POST.get(f"was-{badge.public_id}", badge.name) for badge in sent}
            others += name_badges(participation=row, names=typed, was=was, by=person(request))
        return others

    others = act_once(request.POST, action="name_badges", act=act)
    say_once(request, others is not None, _("The names are written."))
    if others:
        text = _("Somebody else wrote these names meanwhile, and they stay: %(names)s. Change them if they are wrong.")
        messages.warning(request, text % {"names": ", ".join(str(badge) for badge in others)})


@organisers_page("POST")
def make(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Make the badges that are missing."""
    edition = edition_to_work_on_or_404(request, code)
    stop = _stop_or_404(edition, number)
    done = act_once(request.POST, action="make_badges", act=lambda: make_badges(stop=stop, by=person(request)))
    say_once(request, done is not None, _("The badges are ready to print."))
    return redirect(_back(edition, stop))


@organisers_page("POST")
def end(request: HttpRequest, code: str, number: int, public_id: str) -> HttpResponse:
    """End a badge that was lost; another number takes its place."""
    edition = edition_to_work_on_or_404(request, code)
    stop = _stop_or_404(edition, number)
    badge = get_object_or_404(Badge, public_id=public_id, participation__stop=stop)

    def act() -> bool:
        end_badge(badge=badge, by=person(request))
        return True

    done = act_once(request.POST, action="end_badge", act=act)
    say_once(request, done is not None, _("The lost badge opens the gate no more. Print the new one."))
    return redirect("organiser:badges", edition.code, stop.number)
