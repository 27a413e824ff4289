"""Work that is due: rows with a moment, which a sweeper does once that moment has come."""

from django.db import models
from django.db.models import Q

from cooperatives import clock


class Job(models.Model):
    """One piece of work on rows of ours, done in one transaction together with its `done_at`.

    A message is not sent by a job: it writes an outbox row. Where a job must ask somebody outside it
    runs in no transaction, and `due_at` is its lease meanwhile (`jobs.registry.calling_handler`).
    """

    MAX_ATTEMPTS = 10

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True, help_text="The same work is written once.")
    subject_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["due_at", "id"], condition=Q(done_at__isnull=True), name="job_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} due {self.due_at:%Y-%m-%d %H:%M}"


class Heartbeat(models.Model):
    """When a part of the worker last showed that it lives; `/readyz` reads it."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
