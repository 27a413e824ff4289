"""What comes due for papers. Each re-reads where things stand and is safe to repeat."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from cooperatives.joining.forgetting import FORGET_FILE, file_in, forget_file


@handler(FORGET_FILE)
def forget(job: Job) -> None:
    """Delete the photograph of a page that was taken away, unless it was sent again."""
    forget_file(paper_id=job.subject_id, file=file_in(job.key))
