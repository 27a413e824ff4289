"""The screens of joining, in their order: what each asks, and how far the cooperative is with it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperatives import clock
from cooperatives.enums import CooperativeStatus, Sector
from cooperatives.joining.enums import Fact, PaperKind, PaperStatus
from cooperatives.joining.models import Paper
from cooperatives.joining.selectors import (
    facts_are_open,
    facts_missing,
    kinds_asked_of,
    open_nomination,
    standing_papers,
)
from cooperatives.models import Cooperative
from cooperatives.phones import masked_phone
from cooperatives.texts import language_of
from marketplace.workspace.joining.forms import AboutForm, MembersForm, NameForm, NumbersForm, PlaceForm, SectorForm

DONE, MISSING, AGAIN, CHECKING, WAITING = "done", "missing", "again", "checking", "waiting"


@dataclass(frozen=True, slots=True)
class Step:
    """A screen that asks one group of things."""

    slug: str
    title: str | Promise
    icon: str
    form: type[AboutForm]
    help: str


STEPS = {
    step.slug: step
    for step in (
        Step("name", Fact.NAME.label, "store", NameForm, "join-name"),
        Step("place", Fact.PLACE.label, "map-pin", PlaceForm, "join-place"),
        Step("sector", Fact.SECTOR.label, "shopping-basket", SectorForm, "join-sector"),
        Step("members", Fact.MEMBERS.label, "users", MembersForm, "join-members"),
        Step("numbers", Fact.NUMBERS.label, "hash", NumbersForm, "join-numbers"),
    )
}
PAPER_ICONS = {
    PaperKind.REGISTRATION: "scroll-text",
    PaperKind.OFFICERS: "users",
    PaperKind.IDENTITY: "id-card",
    PaperKind.ICE: "file-badge",
}
# What the paper is and where it is found, in plain words.
PAPER_HINTS: dict[str, str | Promise] = {
    PaperKind.REGISTRATION: gettext_lazy("The paper that says that your cooperative is registered, with its number."),
    PaperKind.OFFICERS: gettext_lazy("The minutes of the assembly that chose your officers, with the signatures."),
    PaperKind.IDENTITY: gettext_lazy("Your own identity card, both sides. Only the managers and our staff see it."),
    PaperKind.ICE: gettext_lazy("The certificate with the 15 digits of the ICE."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: what it is, how far it is, and where it is done."""

    code: str
    title: str | Promise
    icon: str
    state: str
    url: str
    # What was told, or what staff said.
    note: str = ""
    language: str = ""

    @property
    def is_to_do(self) -> bool:
        return self.state in (MISSING, AGAIN)


def rows_of(cooperative: Cooperative) -> list[Row]:
    """Everything that is asked, in order, with what stands now."""
    missing = set(facts_missing(cooperative))
    told = [
        Row(
            code=step.slug,
            title=step.title,
            icon=step.icon,
            state=MISSING if step.slug in missing else DONE,
            url=reverse("workspace:join-step", args=[cooperative.public_id, step.slug]),
            note="" if step.slug in missing else _said(cooperative, step.slug),
            language=language_of(cooperative, "name") if step.slug == "name" else "",
        )
        for step in STEPS.values()
    ]
    sent = standing_papers(cooperative)
    papers = [_paper_row(cooperative, kind, sent.get(kind)) for kind in kinds_asked_of(cooperative)]
    return [*told, _officer_row(cooperative, is_missing=Fact.SECOND_OFFICER in missing), *papers]


def may_change(cooperative: Cooperative) -> bool:
    """Whether the lines lead anywhere but to papers."""
    return facts_are_open(cooperative)


def _said(cooperative: Cooperative, slug: str) -> str:
    if slug == "name":
        return str(cooperative)
    if slug == "place":
        return f"{cooperative.commune.name} · {cooperative.commune.province.name}"
    if slug == "sector":
        return str(dict(Sector.choices).get(cooperative.sector, cooperative.sector))
    if slug == "members":
        return _("%(members)s members, %(women)s women, %(young)s young people") % {
            "members": cooperative.member_count,
            "women": cooperative.women_count,
            "young": cooperative.youth_count,
        }
    return f"{cooperative.registration_number} · {cooperative.ice}"


def _officer_row(cooperative: Cooperative, *, is_missing: bool) -> Row:
    state, note = (MISSING, "") if is_missing else (DONE, "")
    if is_missing and (named := open_nomination(cooperative)):
        in_time = named.expires_at > clock.now()
        state = WAITING if in_time else MISSING
        asked = _("%(phone)s was asked and has not answered yet.")
        late = _("%(phone)s did not answer in time. Name somebody again.")
        note = (asked if in_time else late) % {"phone": _ltr(masked_phone(named.phone))}
    return Row(
        code=Fact.SECOND_OFFICER.value,
        title=Fact.SECOND_OFFICER.label,
        icon="user-plus",
        state=state,
        url=reverse("workspace:join-officer", args=[cooperative.public_id]),
        note=note,
    )


def _ltr(text: str) -> str:
    """A number inside a sentence of either direction; plain text has no bdi."""
    return f"\u2066{text}\u2069"


def _paper_row(cooperative: Cooperative, kind: PaperKind, paper: Paper | None) -> Row:
    states = {
        PaperStatus.ACCEPTED: DONE,
        PaperStatus.ASKED_AGAIN: AGAIN,
        # Before everything is sent, nobody looks at it yet.
        PaperStatus.SENT: CHECKING if cooperative.status == CooperativeStatus.APPLIED else DONE,
    }
    return Row(
        code=kind.value,
        title=kind.label,
        icon=PAPER_ICONS[kind],
        state=states[PaperStatus(paper.status)] if paper else MISSING,
        url=reverse("workspace:join-paper", args=[cooperative.public_id, kind.value]),
        note=paper.reason if paper else "",
    )
