"""Reading a cooperative's data files: those that are not thrown away yet."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from cooperatives import clock
from cooperatives.models import Cooperative
from marketplace.datafiles.models import DataFile


def files_of(cooperative: Cooperative, kinds: Collection[str]) -> QuerySet[DataFile]:
    """The files of these kinds that are there or being made, the newest first."""
    there = Q(made_at__isnull=True) | Q(ends_at__gt=clock.now())
    return DataFile.objects.filter(there, cooperative=cooperative, kind__in=kinds).order_by("-id")
