"""Writing the two logs, and moving a status by its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.models import Cooperative
from cooperatives.request_context import acts_for, client_address, request_id
from cooperatives.writing import copy_instances


class ForbiddenMove(Exception):
    """The status cannot go from where it stands to where it was asked to go."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"{old} → {new}")
        self.old, self.new = old, new


@dataclass(frozen=True, slots=True)
class Act:
    """One of many lines that are written together: what was done to which row, with what stood before and after."""

    action: str
    subject: models.Model
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def subject_type(subject: models.Model) -> str:
    """How a row's kind is written in the logs, such as `order.order`."""
    return subject._meta.label_lower


def record_act(
    *,
    action: str,
    subject: models.Model,
    by: User | None,
    cooperative: Cooperative | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one line of the audit log in the caller's transaction."""
    return AuditEntry.objects.create(
        action=action,
        subject_type=subject_type(subject),
        subject_id=str(subject.pk),
        by=by,
        on_behalf_of_id=acts_for(by.pk if by else None, cooperative.pk if cooperative else None),
        cooperative=cooperative,
        before=dict(before or {}),
        after=dict(after or {}),
        request_id=request_id.get(),
        address=client_address.get(),
    )


def record_acts(*, action: str, subjects: Sequence[models.Model], by: User | None) -> None:
    """Write one line for each of many rows that one act went over, in one statement."""
    same = {
        "action": action,
        "by": by,
        "on_behalf_of_id": acts_for(by.pk if by else None, None),
        "request_id": request_id.get(),
        "address": client_address.get(),
    }
    AuditEntry.objects.bulk_create(
        AuditEntry(subject_type=subject_type(subject), subject_id=str(subject.pk), **same) for subject in subjects
    )


def record_each(acts: Sequence[Act], *, by: User | None, cooperative: Cooperative | None = None) -> None:
    """Write a line for each of many rows that one act changed, each with its own before and after."""
    same = {
        "by": by,
        "on_behalf_of_id": acts_for(by.pk if by else None, cooperative.pk if cooperative else None),
        "cooperative": cooperative,
        "request_id": request_id.get(),
        "address": client_address.get(),
    }
    copy_instances(
        [
            AuditEntry(
                action=act.action,
                subject_type=subject_type(act.subject),
                subject_id=str(act.subject.pk),
                before=dict(act.before),
                after=dict(act.after),
                **same,
            )
            for act in acts
        ]
    )


def move_status(subject: Any, *, to: str, moves: Mapping[str, set[str]], by: User | None, reason: str = "") -> None:
    """Set `subject.status` after checking the table `moves`, and log the move; the caller saves.

    The caller holds the row's lock. Raises `ForbiddenMove`.
    """
    old = subject.status
    if to not in moves.get(old, set()):
        raise ForbiddenMove(old, to)
    subject.status = to
    log_status(subject, old=old, by=by, reason=reason)


@dataclass(frozen=True, slots=True)
class StatusMove:
    """One of many moves of a status that one act made."""

    subject: Any
    old: str
    new: str
    reason: str = ""


def move_all(moves: Sequence[StatusMove], *, allowed: Mapping[str, set[str]], by: User | None) -> None:
    """Check many moves by their table and log them in one statement; the caller holds the rows and saves them.

    Raises `ForbiddenMove`.
    """
    for move in moves:
        if move.new not in allowed.get(move.old, set()):
            raise ForbiddenMove(move.old, move.new)
    copy_instances(
        [
            StatusChange(
                subject_type=subject_type(move.subject),
                subject_id=str(move.subject.pk),
                old_status=move.old,
                new_status=move.new,
                by=by,
                on_behalf_of_id=_behalf(move.subject, by),
                reason=move.reason,
                request_id=request_id.get(),
            )
            for move in moves
        ]
    )


def log_first_statuses(subjects: Sequence[Any], *, by: User | None) -> None:
    """Write that rows of one kind were made, each in its first status: one statement for all of them."""
    copy_instances(
        [
            StatusChange(
                subject_type=subject_type(subject),
                subject_id=str(subject.pk),
                old_status="",
                new_status=subject.status,
                by=by,
                on_behalf_of_id=_behalf(subject, by),
                request_id=request_id.get(),
            )
            for subject in subjects
        ]
    )


def log_status(subject: Any, *, old: str, by: User | None, reason: str = "") -> None:
    """Write where `subject.status` came from; for a row's first status `old` is empty."""
    StatusChange.objects.create(
        subject_type=subject_type(subject),
        subject_id=str(subject.pk),
        old_status=old,
        new_status=subject.status,
        by=by,
        on_behalf_of_id=_behalf(subject, by),
        reason=reason,
        request_id=request_id.get(),
    )


def _behalf(subject: Any, by: User | None) -> int | None:
    """For whom `by` moves a status of a cooperative's row, or of the cooperative itself."""
    cooperative_id = subject.pk if isinstance(subject, Cooperative) else getattr(subject, "cooperative_id", None)
    return acts_for(by.pk if by else None, cooperative_id)
