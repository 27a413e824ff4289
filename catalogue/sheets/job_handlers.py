"""What comes due for sheets of products."""

from collections.abc import Callable

import structlog

from catalogue.sheets.loading import load_sheet
from catalogue.sheets.reading import read_sheet
from catalogue.sheets.services import LOAD_GOOD, LOAD_WHOLE, READ, UNDO, give_up
from catalogue.sheets.undoing import take_back_sheet
from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import calling_handler, handler

logger = structlog.get_logger(__name__)

# A person sits before the page: after two minutes they are told, and may try again.
TRIES = 4


# It calls nobody, but commits as it goes: so it is shown how far it is, and a killed one goes on from there.
@calling_handler(READ)
def read(job: Job) -> None:
    """Read a sheet from where it was left."""
    _or_give_up(job, lambda: read_sheet(sheet_id=job.subject_id))


@handler(LOAD_WHOLE)
def load_whole(job: Job) -> None:
    """Take every row over, or none."""
    _or_give_up(job, lambda: load_sheet(sheet_id=job.subject_id, only_good=False))


@handler(LOAD_GOOD)
def load_good(job: Job) -> None:
    """Take the good rows over."""
    _or_give_up(job, lambda: load_sheet(sheet_id=job.subject_id, only_good=True))


@handler(UNDO)
def undo(job: Job) -> None:
    """Take back all that a sheet did."""
    _or_give_up(job, lambda: take_back_sheet(sheet_id=job.subject_id))


def _or_give_up(job: Job, work: Callable[[], object]) -> None:
    """Do `work`, which leaves nothing half written; at the last try that fails the sheet says so."""
    # Where a try killed its worker, or failed at its very end.
    if job.attempts >= TRIES:
        give_up(sheet_id=job.subject_id, kind=job.kind)
        return
    try:
        work()
    except Exception as error:
        if job.attempts + 1 < TRIES:
            raise
        logger.exception("sheet_given_up", kind=job.kind, sheet=job.subject_id, error=type(error).__name__)
        give_up(sheet_id=job.subject_id, kind=job.kind)
