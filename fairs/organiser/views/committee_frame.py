"""What a committee's pages share: whose call it is, the way between them, who may act."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from fairs.applications.enums import AppealOutcome
from fairs.applications.models import Appeal, Application
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from fairs.models import Edition
from fairs.organiser.views.frame import edition_page
from fairs.permissions import editions_to_choose_for, editions_to_close, sits_in_committee
from fairs.selection.selectors import applications_of, calls_of


@dataclass
class Room:
    """The committee of one call, as whoever asks finds it."""

    request: HttpRequest
    edition: Edition
    call: Call

    @cached_property
    def sits(self) -> bool:
        """Whether the person gives points."""
        return sits_in_committee(self.request.user, self.edition)

    @cached_property
    def answers(self) -> bool:
        """Whether the person answers for the edition: ends scoring, announces, answers appeals."""
        return editions_to_close(self.request.user).filter(pk=self.edition.pk).exists()

    @property
    def is_choosing(self) -> bool:
        return self.call.status == CallStatus.SELECTING

    @property
    def is_compared(self) -> bool:
        """Members see each other's points."""
        return self.call.scoring_ended_at is not None

    @property
    def is_announced(self) -> bool:
        return self.call.announced_at is not None

    @property
    def may_decide(self) -> bool:
        return self.is_choosing and self.is_compared

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"organiser:{name}", args=[self.edition.code, self.call.stop.number, *args])

    def parts(self, current: str) -> list[dict[str, Any]]:
        """The pages of this call that are of use now."""
        open_appeals = Appeal.objects.filter(application__call=self.call, outcome=AppealOutcome.OPEN)
        appeals = open_appeals.count() if self.is_announced else 0
        shown = [
            ("committee-applications", _("Applications"), "inbox", True, 0),
            ("committee-scoring", _("My points"), "notebook-pen", self.sits and not self.is_compared, 0),
            ("committee-progress", _("Committee"), "users", True, 0),
            ("committee-together", _("Points compared"), "scale", self.is_compared, 0),
            ("committee-decisions", _("Decisions"), "list-checks", self.is_compared, 0),
            ("committee-minutes", _("Minutes"), "file-text", self.is_compared, 0),
            ("committee-announce", _("Announcement"), "megaphone", self.answers and self.is_compared, 0),
            ("committee-appeals", _("Appeals"), "message-square", self.is_announced, appeals),
            ("committee-log", _("Log"), "history", True, 0),
        ]
        return [
            {
                "url": self.url(name),
                "text": text,
                "icon": icon,
                "current": name == current,
                "count": count,
            }
            for name, text, icon, is_shown, count in shown
            if is_shown
        ]

    def page(self, template: str, part: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        given = {"room": self, "call": self.call, "stop": self.call.stop, "parts": self.parts(part)}
        return edition_page(self.request, template, self.edition, "committee", given | context, status=status)


def edition_to_choose_for_or_404(request: HttpRequest, code: str) -> Edition:
    """An edition whose applications the person may read: to field staff and to strangers the page is not there."""
    editions = editions_to_choose_for(request.user)
    return get_object_or_404(editions.select_related("programme", "region", "commune"), code=code)


def room_or_404(request: HttpRequest, code: str, number: int) -> Room:
    edition = edition_to_choose_for_or_404(request, code)
    call = get_object_or_404(calls_of(edition), stop__number=number)
    call.stop.edition = edition
    return Room(request, edition, call)


def application_or_404(room: Room, public_id: str) -> Application:
    """An application of the call that was sent, with whose it is."""
    rows = applications_of(room.call).select_related("cooperative__commune__province", "cooperative__region")
    application = get_object_or_404(rows, public_id=public_id)
    application.call = room.call
    return application
