"""The two logs that nobody can rewrite, and work and messages that were given up: in the menu of reports."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.services import subject_type
from cooperatives.jobs.models import Job
from cooperatives.jobs.selectors import given_up as jobs_given_up
from cooperatives.outbox.models import Channel, Message
from cooperatives.outbox.selectors import given_up as messages_given_up
from marketplace.staff.services import retry_job, retry_message
from marketplace.staff.views import columns
from marketplace.staff.views.acts import Act
from marketplace.staff.views.base import Fact, Names, Related, StaffViewSet, table

REPORTS = "register_reports_menu_item"
RETRY_MESSAGE = Act(
    name="retry",
    title=_("Send again"),
    done=_("It is sent within a minute."),
    explained=_("Only when what kept it from arriving is mended."),
    icon="mail",
    do=lambda row, by, _given: retry_message(message=row, by=by),
    is_offered=lambda row: row.given_up_at is not None and row.sent_at is None,
)
RETRY_JOB = Act(
    name="retry",
    title=_("Try again"),
    done=_("It is tried within a minute."),
    explained=_("Only when what kept it from being done is mended."),
    icon="rotate",
    do=lambda row, by, _given: retry_job(job=row, by=by),
    is_offered=lambda row: row.done_at is None and bool(row.attempts),
)


def shown(values: dict[str, Any]) -> str:
    """What stood or stands there, in one line."""
    return ", ".join(f"{name}: {value}" for name, value in values.items())[:300]


_MOVE_COLUMNS = (
    columns.moment(_("When"), "at"),
    columns.code(_("From"), "old_status"),
    columns.code(_("To"), "new_status"),
    columns.text(_("Who"), "by"),
    columns.text(_("Why"), "reason"),
)
_ACT_COLUMNS = (
    columns.moment(_("When"), "at"),
    columns.code(_("What"), "action"),
    columns.text(_("Who"), "by"),
    columns.code(_("Before"), lambda entry: shown(entry.before)),
    columns.code(_("After"), lambda entry: shown(entry.after)),
)


def moves_of(row: Model) -> Related:
    """How a row's status moved, the newest first."""
    moves = StatusChange.objects.filter(subject_type=subject_type(row), subject_id=str(row.pk)).select_related("by")
    return Related(_("How its status moved"), table(_MOVE_COLUMNS, moves[:20]))


def acts_of(row: Model) -> Related:
    """What was done with a row, the newest first."""
    entries = AuditEntry.objects.filter(subject_type=subject_type(row), subject_id=str(row.pk)).select_related("by")
    return Related(_("What was done"), table(_ACT_COLUMNS, entries[:20]))


class AuditFilters(WagtailFilterSet):
    subject_type = django_filters.CharFilter(lookup_expr="icontains", label=_("Kind of row"))
    action = django_filters.CharFilter(lookup_expr="icontains", label=_("What"))
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields = ["subject_type", "action", "at"]


class StatusFilters(WagtailFilterSet):
    subject_type = django_filters.CharFilter(lookup_expr="icontains", label=_("Kind of row"))
    new_status = django_filters.CharFilter(lookup_expr="icontains", label=_("To"))
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = StatusChange
        fields = ["subject_type", "new_status", "at"]


class MessageFilters(WagtailFilterSet):
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("How it travels"))

    class Meta:
        model = Message
        fields = ["channel"]


class AuditViewSet(StaffViewSet):
    model = AuditEntry
    names = Names(_("Act"), _("What was done"))
    icon = "history"
    menu_hook = REPORTS
    filterset_class = AuditFilters
    list_display = (
        columns.moment(_("When"), "at"),
        columns.code(_("What"), "action"),
        columns.code(_("Kind of row"), "subject_type"),
        columns.code(_("Row"), "subject_id"),
        columns.text(_("Who"), "by"),
        columns.text(_("On behalf of"), "on_behalf_of"),
        columns.text(_("Cooperative"), "cooperative"),
        columns.code(_("After"), lambda row: shown(row.after)),
    )

    def rows(self) -> QuerySet:
        return AuditEntry.objects.select_related("by", "on_behalf_of", "cooperative").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(Q(subject_id=words.strip()) | Q(action__icontains=words.strip()))

    def facts(self, row: AuditEntry) -> Sequence[Fact]:
        before = [Fact(_("Before"), f"{name}: {value}", is_code=True) for name, value in row.before.items()]
        after = [Fact(_("After"), f"{name}: {value}", is_code=True) for name, value in row.after.items()]
        return [
            Fact(_("When"), columns.as_moment(row.at)),
            Fact(_("What"), row.action, is_code=True),
            Fact(_("Row"), f"{row.subject_type} {row.subject_id}", is_code=True),
            Fact(_("Who"), str(row.by or "–")),
            Fact(_("On behalf of"), str(row.on_behalf_of or "–")),
            Fact(_("From where"), row.address or "–", is_code=True),
            Fact(_("Cooperative"), str(row.cooperative or "–")),
            Fact(_("Request"), row.request_id or "–", is_code=True),
            *before,
            *after,
        ]


class StatusViewSet(StaffViewSet):
    model = StatusChange
    names = Names(_("Move of a status"), _("Moves of statuses"))
    icon = "order"
    menu_hook = REPORTS
    filterset_class = StatusFilters
    inspect_view_enabled = False
    list_display = (
        columns.moment(_("When"), "at"),
        columns.code(_("Kind of row"), "subject_type"),
        columns.code(_("Row"), "subject_id"),
        columns.code(_("From"), "old_status"),
        columns.code(_("To"), "new_status"),
        columns.text(_("Who"), "by"),
        columns.text(_("On behalf of"), "on_behalf_of"),
        columns.text(_("Why"), "reason"),
    )

    def rows(self) -> QuerySet:
        return StatusChange.objects.select_related("by", "on_behalf_of").order_by("-pk")

    @staticmethod
    def find(rows: QuerySet, words: str) -> QuerySet:
        return rows.filter(Q(subject_id=words.strip()) | Q(reason__icontains=words.strip()))


class MessageViewSet(StaffViewSet):
    model = Message
    names = Names(_("Message not delivered"), _("Messages not delivered"))
    icon = "mail"
    menu_hook = REPORTS
    filterset_class = MessageFilters
    acts = (RETRY_MESSAGE,)
    list_display = (
        columns.code(_("Message"), "key"),
        columns.text(_("How it travels"), "get_channel_display", sort="channel"),
        columns.moment(_("Written"), "created_at", sort="created_at"),
        columns.moment(_("Given up"), "given_up_at", sort="given_up_at"),
        columns.number(_("Tries"), "attempts"),
        columns.code(_("Why"), "last_error"),
    )

    def rows(self) -> QuerySet:
        # Neither to whom nor what: a list is no place for that.
        return messages_given_up().defer("recipient", "body").order_by("-pk")

    def facts(self, row: Message) -> Sequence[Fact]:
        return [
            Fact(_("Message"), row.key, is_code=True),
            Fact(_("How it travels"), row.get_channel_display()),
            Fact(_("Written"), columns.as_moment(row.created_at)),
            Fact(_("Sent"), columns.as_moment(row.sent_at)),
            Fact(_("Given up"), columns.as_moment(row.given_up_at)),
            Fact(_("Tries"), row.attempts),
            Fact(_("Why"), row.last_error or "–", is_code=True),
        ]


class JobViewSet(StaffViewSet):
    model = Job
    names = Names(_("Work not done"), _("Work not done"))
    icon = "cogs"
    menu_hook = REPORTS
    acts = (RETRY_JOB,)
    list_display = (
        columns.code(_("What"), "kind"),
        columns.code(_("Key"), "key"),
        columns.moment(_("Was due"), "due_at", sort="due_at"),
        columns.number(_("Tries"), "attempts"),
        columns.code(_("Why"), "last_error"),
    )

    def rows(self) -> QuerySet:
        return jobs_given_up().order_by("-pk")

    def facts(self, row: Job) -> Sequence[Fact]:
        return [
            Fact(_("What"), row.kind, is_code=True),
            Fact(_("Key"), row.key, is_code=True),
            Fact(_("Was due"), columns.as_moment(row.due_at)),
            Fact(_("Done"), columns.as_moment(row.done_at)),
            Fact(_("Tries"), row.attempts),
            Fact(_("Why"), row.last_error or "–", is_code=True),
        ]


audit_entries = AuditViewSet("acts")
status_changes = StatusViewSet("moves")
messages = MessageViewSet("messages_given_up")
jobs = JobViewSet("jobs_given_up")
