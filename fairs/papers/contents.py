"""What stands on each paper, as texts that a layout prints: in the language of the page, or in both at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cooperatives import clock
from cooperatives.formats.days import day_range_text, day_text, hour_text, weekday_name
from cooperatives.formats.numbers import number_text
from cooperatives.phones import shown_phone
from fairs.attendance.badges import code_of
from fairs.business_days import CASABLANCA, business_day
from fairs.calls.models import Call, EditionBody
from fairs.models import Participation, Stop
from fairs.papers.kinds import IN_BOTH_LANGUAGES, PaperKind
from fairs.papers.selectors import Coming, badges_at, coming_to, days_of, food_at, given_stalls, took_part

LETTERS, LISTS, BADGES, SIGNS = (f"fairs/papers/{name}.typ" for name in ("letters", "lists", "badges", "stall_signs"))
LAYOUTS = {
    PaperKind.INVITATIONS: LETTERS,
    PaperKind.CERTIFICATES: LETTERS,
    PaperKind.BADGES: BADGES,
    PaperKind.STALL_SIGNS: SIGNS,
}
# A paper in both languages is read by whoever reads one of them.
ON_PAPER = ("ar", "fr")
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper before it is set: its layout, what it prints, and of how many pieces it is."""

    layout: str
    given: dict[str, Any]
    count: int


def paper_of(stop: Stop, kind: PaperKind, language: str) -> Paper:
    """The paper as it would be printed now, without the pictures of codes (`with_codes`)."""
    with translation.override("ar" if kind in IN_BOTH_LANGUAGES else language):
        given, count = _CONTENTS[kind](stop)
        head = {"title": f"{kind.label} · {stop.edition}", "platform": _("Cooperatives' Souk"), "foot": _foot(stop)}
        return Paper(LAYOUTS.get(kind, LISTS), head | given, count)


def with_codes(given: dict[str, Any], *, tell: Tell = lambda done: None) -> dict[str, Any]:
    """The same with a drawn code beside each text that is to be scanned; `tell` hears how many are drawn."""
    pages = []
    for page in given.get("pages", []):
        pages.append(page | ({"qr": _qr(page["code"])} if "code" in page else {}))
        tell(len(pages))
    return given | ({"pages": pages} if pages else {})


def _qr(text: str) -> str:
    return str(segno.make(text, error="m").svg_inline(border=1, dark="#0a3f35"))


def _foot(stop: Stop) -> str:
    # The one stop of a fair is called as its edition.
    return " · ".join([*dict.fromkeys([str(stop.edition), str(stop)]), day_text(clock.today())])


def _both(side: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `side` says in each of the two languages."""
    sides = {}
    for language in ON_PAPER:
        with translation.override(language):
            sides[language] = side()
    return sides


def _dates(stop: Stop) -> str:
    last = business_day(stop.ends_at - timedelta(microseconds=1), ends=stop.edition.business_day_ends)
    return day_range_text(stop.starts_at, last)


def _place(stop: Stop) -> str:
    venue = stop.venue or stop.edition.venue
    return " · ".join(filter(None, [venue, str(stop.commune), str(stop.region)]))


def _organisers(stop: Stop) -> list[str]:
    bodies = EditionBody.objects.filter(edition=stop.edition).select_related("body")
    return [str(each.body) for each in bodies]


def _page_of_edition(stop: Stop) -> str:
    return settings.BASE_URL + reverse("fairs:edition", args=[stop.edition.code])


def _invitations(stop: Stop) -> tuple[dict[str, Any], int]:
    coming, call = coming_to(stop), Call.objects.filter(stop=stop).first()
    common = _both(lambda: _common_of_invitations(stop, call))

    def side(one: Coming) -> dict[str, Any]:
        of_all = common[translation.get_language()]
        own = [
            [_("Stall"), ", ".join(one.stalls) or _("told later")],
            [_("People"), number_text(one.participation.people, places=0)],
        ]
        return of_all | {"name": str(one.participation.cooperative), "facts": of_all["facts"] + own}

    pages = [{"code": _page_of_edition(stop)} | _both(partial(side, one)) for one in coming]
    return {"pages": pages}, len(pages)


def _common_of_invitations(stop: Stop, call: Call | None) -> dict[str, Any]:
    to_bring = call.what_to_bring if call else ""
    return {
        "title": _("Invitation"),
        "text": _("We are glad to invite you to take part in this edition with your products."),
        "facts": [
            [_("Edition"), str(stop.edition)],
            [_("Dates"), _dates(stop)],
            [_("Place"), _place(stop)],
            *([[_("Set-up from"), _moment(stop.sets_up_at)]] if stop.sets_up_at else []),
        ],
        "notes": [_("What to bring: %(things)s") % {"things": to_bring}] if to_bring else [],
        "signed": _organisers(stop),
        "signature": _("For the organisers: name, stamp and signature"),
    }


def _moment(value: Any) -> str:
    local = value.astimezone(CASABLANCA)
    return f"{day_text(local)} {hour_text(local)}"


def _certificates(stop: Stop) -> tuple[dict[str, Any], int]:
    coming = coming_to(stop, who=took_part(stop))
    common = _both(lambda: _common_of_certificates(stop))

    def side(one: Coming) -> dict[str, Any]:
        of_all, cooperative = common[translation.get_language()], one.participation.cooperative
        own = [_("Comes from"), f"{cooperative.commune} · {cooperative.commune.province}"]
        return of_all | {"name": str(cooperative), "facts": [*of_all["facts"], own]}

    pages = [{"code": _page_of_edition(stop)} | _both(partial(side, one)) for one in coming]
    return {"pages": pages}, len(pages)


def _common_of_certificates(stop: Stop) -> dict[str, Any]:
    return {
        "title": _("Certificate of taking part"),
        "text": _("The organisers certify that this organisation took part with a stall in the edition below."),
        "facts": [
            [_("Edition"), str(stop.edition)],
            [_("Place"), _place(stop)],
            [_("Dates"), _dates(stop)],
            [_("Made on"), day_text(clock.today())],
        ],
        "notes": [_("The code leads to the edition's page, which names all who took part.")],
        "signed": _organisers(stop),
        "signature": _("For the organisers: name, stamp and signature"),
    }


def _badges(stop: Stop) -> tuple[dict[str, Any], int]:
    badges = badges_at(stop)
    pages = []
    for one in coming_to(stop):
        names = _both(partial(_on_badge, stop, one))
        pages += [
            {"code": code_of(badge), "number": badge.public_id, "person": badge.name, "stall": ", ".join(one.stalls)}
            | names
            for badge in badges[one.participation.pk]
        ]
    return {"pages": pages, "exhibitor": _both(lambda: {"word": _("Exhibitor"), "stall": _("Stall")})}, len(pages)


def _on_badge(stop: Stop, one: Coming) -> dict[str, Any]:
    return {"name": str(one.participation.cooperative), "edition": str(stop.edition)}


def _on_sign(one: Participation) -> dict[str, Any]:
    return {"name": str(one.cooperative), "place": str(one.cooperative.commune)}


def _stall_signs(stop: Stop) -> tuple[dict[str, Any], int]:
    pages = [
        {
            "number": given.stall.code,
            "zone": given.stall.zone,
            "names": [_both(partial(_on_sign, one)) for one in given.participations],
        }
        for given in given_stalls(stop)
    ]
    return {"pages": pages}, len(pages)


def _list(stop: Stop, heads: list[str], widths: list[str], rows: list[list[str]], **more: Any) -> dict[str, Any]:
    facts = [[_("Edition"), str(stop.edition)], [_("Place"), _place(stop)], [_("Dates"), _dates(stop)]]
    sheet = {"title": "", "heads": heads, "widths": widths, "rows": rows, "sums": more.get("sums", [])}
    return {"facts": facts, "sheets": [sheet], "flipped": False, "tall": False} | more


def _code(text: str) -> str:
    """A number or code that keeps its own order in an Arabic line: between the marks of an isolate."""
    return f"\u2066{text}\u2069" if text else ""


def _phone(one: Coming) -> str:
    return _code(shown_phone(one.participation.cooperative.phone))


def _from(one: Coming) -> str:
    commune = one.participation.cooperative.commune
    return f"{commune} · {commune.province}"


def _lodging(stop: Stop) -> tuple[dict[str, Any], int]:
    asked = [one for one in coming_to(stop) if one.application and one.application.lodging_for]
    rows = [
        [
            str(one.participation.cooperative),
            _from(one),
            _phone(one),
            number_text(one.application.people, places=0),
            number_text(one.application.women, places=0),
            number_text(one.application.lodging_for, places=0),
            "",
        ]
        for one in asked
        if one.application
    ]
    heads = [
        _("Organisation"),
        _("Comes from"),
        _("Telephone"),
        _("People"),
        _("Women"),
        _("Beds"),
        _("Lodged at"),
    ]
    beds = sum(one.application.lodging_for for one in asked if one.application)
    sums = [[_("Beds in all"), number_text(beds, places=0)]]
    return _list(stop, heads, ["2fr", "1.6fr", "auto", "auto", "auto", "auto", "1.4fr"], rows, sums=sums), len(rows)


def _transport(stop: Stop) -> tuple[dict[str, Any], int]:
    asked = [one for one in coming_to(stop) if one.application and one.application.needs_transport]
    asked.sort(key=lambda one: (one.participation.cooperative.commune.province_id, one.participation.pk))
    rows = [
        [
            str(one.participation.cooperative),
            _from(one),
            _phone(one),
            ", ".join(one.stalls),
            one.application.needs if one.application else "",
            "",
        ]
        for one in asked
    ]
    heads = [_("Organisation"), _("Comes from"), _("Telephone"), _("Stall"), _("What is needed"), _("Fetched by")]
    return _list(stop, heads, ["2fr", "1.6fr", "auto", "auto", "2fr", "1.2fr"], rows), len(rows)


def _onssa(stop: Stop) -> tuple[dict[str, Any], int]:
    food = food_at(stop)
    rows = [
        [
            ", ".join(one.stalls),
            str(one.participation.cooperative),
            _from(one),
            str(product.get_title()),
            _code(product.onssa_number) or _("no number"),
            "",
        ]
        for one in coming_to(stop)
        for product in food.get(one.participation.pk, [])
    ]
    heads = [
        _("Stall"),
        _("Organisation"),
        _("Comes from"),
        _("Product"),
        _("Authorisation"),
        pgettext("gate list", "Checked"),
    ]
    return _list(stop, heads, ["auto", "2fr", "1.6fr", "2fr", "auto", "auto"], rows), len(rows)


def _attendance(stop: Stop) -> tuple[dict[str, Any], int]:
    coming, days = coming_to(stop), [each.day for each in days_of(stop)]
    heads = [_("Stall"), _("Organisation"), _("Comes from"), _("People"), _("Name"), _("Signature")]
    rows = [
        [
            ", ".join(one.stalls),
            str(one.participation.cooperative),
            _from(one),
            number_text(one.participation.people, places=0),
            "",
            "",
        ]
        for one in coming
    ]
    widths = ["auto", "2fr", "1.5fr", "auto", "1.3fr", "1.3fr"]
    sheets = [
        {
            "title": f"{weekday_name(day)} {day_text(day)}",
            "heads": heads,
            "widths": widths,
            "rows": rows,
            "sums": [],
        }
        for day in days
    ]
    return _list(stop, heads, widths, rows, sheets=sheets, tall=True), len(rows) * len(days)


_CONTENTS: dict[PaperKind, Callable[[Stop], tuple[dict[str, Any], int]]] = {
    PaperKind.INVITATIONS: _invitations,
    PaperKind.BADGES: _badges,
    PaperKind.LODGING: _lodging,
    PaperKind.TRANSPORT: _transport,
    PaperKind.ONSSA: _onssa,
    PaperKind.ATTENDANCE: _attendance,
    PaperKind.STALL_SIGNS: _stall_signs,
    PaperKind.CERTIFICATES: _certificates,
}


def languages_of(kind: PaperKind) -> Iterable[str]:
    """The languages that a paper is made in: one file for both, or one for each."""
    return ("ar",) if kind in IN_BOTH_LANGUAGES else ON_PAPER
