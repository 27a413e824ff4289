"""What comes due for data files."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import calling_handler, handler
from marketplace.datafiles.services import FORGET, MAKE, forget_file, make_file


# It calls nobody, but commits as it goes, so that a page shows how far it is.
@calling_handler(MAKE)
def make(job: Job) -> None:
    """Make the file that somebody asked for."""
    make_file(file_id=job.subject_id)


@handler(FORGET)
def forget(job: Job) -> None:
    """Throw a file away whose time is over."""
    forget_file(file_id=job.subject_id)
