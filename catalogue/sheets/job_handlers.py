"""What comes due for sheets of products."""

from catalogue.sheets.loading import load_sheet
from catalogue.sheets.reading import read_sheet
from catalogue.sheets.services import LOAD_GOOD, LOAD_WHOLE, READ
from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import calling_handler, handler


# It calls nobody, but commits as it goes: so it is shown how far it is, and a killed one goes on from there.
@calling_handler(READ)
def read(job: Job) -> None:
    """Read a sheet from where it was left."""
    read_sheet(sheet_id=job.subject_id)


@handler(LOAD_WHOLE)
def load_whole(job: Job) -> None:
    """Take every row over, or none."""
    load_sheet(sheet_id=job.subject_id, only_good=False)


@handler(LOAD_GOOD)
def load_good(job: Job) -> None:
    """Take the good rows over."""
    load_sheet(sheet_id=job.subject_id, only_good=True)
