"""Papers of the desk that people print and sign: slips of deposits, money handed over, cash reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse, translate_url
from django.utils.translation import get_language_bidi, get_language_info, pgettext
from django.utils.translation import gettext as _

from cooperatives.formats.days import day_text, hour_text
from cooperatives.formats.numbers import money_text, quantity_text
from cooperatives.formats.pdf import pdf
from fairs.consignment import SlipLine
from fairs.enums import DepositKind, HandoverWay
from fairs.models import CashHandover, DepositSlip

SIGNED = "fairs/papers/signed.typ"
LTR, END = "\u2066", "\u2069"


@dataclass(frozen=True, slots=True)
class Paper:
    """A layout below templates/ and all that it prints, as texts."""

    layout: str
    given: dict[str, Any]


def pdf_of(paper: Paper, *, name: str) -> HttpResponse:
    """The paper as a document, shown in the browser."""
    response = HttpResponse(pdf(paper.layout, paper.given), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def pdf_links(name: str, *args: str, languages: Sequence[str]) -> list[dict[str, str]]:
    """The address of a paper in each language that it is made in."""
    here = reverse(name, args=args)
    return [
        {"url": translate_url(here, code), "code": code, "name": get_language_info(code)["name_local"]}
        for code in languages
    ]


def slip_title(slip: DepositSlip) -> str:
    if slip.kind == DepositKind.LEFT:
        return _("Goods left on deposit")
    return _("Goods taken back from deposit")


def slip_paper(slip: DepositSlip, lines: Sequence[SlipLine]) -> Paper:
    """What a cooperative left or took back, for two signatures."""
    return Paper(
        SIGNED,
        {
            **head(slip_title(slip), slip.public_id, str(slip.edition)),
            "facts": [
                *cooperative_facts(slip.cooperative),
                [_("Edition"), str(slip.edition)],
                [_("Written down on"), moment_text(slip.recorded_at)],
                *([[_("Note"), slip.note]] if slip.note else []),
            ],
            "heads": [_("Product"), _("How much"), pgettext("of a product", "Unit")],
            "rows": [
                [str(line.product), quantity_text(line.quantity), str(line.product.get_unit_display())]
                for line in lines
            ],
            "sums": [],
            "signatures": [[_("Who gives"), slip.given_by], [_("Who receives"), slip.received_by]],
            "notes": [
                _("The goods stay the cooperative's own until they are sold. What is sold is owed to it."),
            ],
        },
    )


def handover_title(handover: CashHandover) -> str:
    if handover.reverses_id:
        return _("Handing over taken back")
    if handover.way == HandoverWay.BANK:
        return _("Money brought to the bank")
    return _("Cash handed to a cooperative")


def handover_paper(handover: CashHandover) -> Paper:
    """Money that went from the operator to a cooperative or to the bank, for the signatures."""
    owner = handover.cooperative
    signatures = [[_("Who gives"), handover.given_by]]
    if handover.received_by:
        signatures.append([_("Who receives"), handover.received_by])
    return Paper(
        SIGNED,
        {
            **head(handover_title(handover), handover.public_id, str(handover.edition)),
            "facts": [
                *(cooperative_facts(owner) if owner else []),
                [_("Edition"), str(handover.edition)],
                [_("Day"), day_text(handover.handed_on)],
                *([[_("Number on the bank's paper"), code_text(handover.reference)]] if handover.reference else []),
                *([[_("Why it is taken back"), handover.reason]] if handover.reason else []),
            ],
            "heads": [],
            "rows": [],
            "sums": [[_("Amount"), money_text(handover.amount)]],
            "signatures": signatures,
            "notes": [],
        },
    )


def head(title: str, number: str, about: str) -> dict[str, Any]:
    """What every paper begins and ends with."""
    return {
        "title": title,
        "number": number,
        "platform": _("Cooperatives' Souk"),
        "foot": f"{title} · {code_text(number)} · {about}",
    }


def cooperative_facts(cooperative: Any) -> list[list[str]]:
    """Who the cooperative is before the law, as far as it has told us."""
    known = [
        (_("Cooperative"), str(cooperative)),
        ("ICE", code_text(cooperative.ice)),
        (_("Registration"), code_text(cooperative.registration_number)),
    ]
    return [[name, value] for name, value in known if value]


def moment_text(moment: Any) -> str:
    return f"{day_text(moment)} · {code_text(hour_text(moment))}"


def code_text(text: str) -> str:
    """A code that keeps its order inside an Arabic line."""
    return f"{LTR}{text}{END}" if text and get_language_bidi() else text
