"""What comes due for fairs and their books."""

from datetime import date

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import calling_handler, handler
from cooperatives.ledger.checkpoints import checkpoint_balances
from fairs import nightly, notices
from fairs.attendance.forgetting import FORGET_PICTURES, forget_pictures
from fairs.closing.notices import tell_cooperatives
from fairs.closing.printing import PRINT_CERTIFICATES, print_certificates
from fairs.closing.scheduled import FORGET_EXPORTS, MAKE_EXPORT, forget_exports, make_export
from fairs.closing.services import TELL_COOPERATIVES
from fairs.imports.reading import READ_ROWS, read_next_rows
from fairs.papers.printing import PRINT_PAPER, print_paper
from fairs.plan.proposing import MAKE_STALL_PROPOSAL, make_stall_proposal
from fairs.rounds.photos import FORGET_PHOTOS, forget_old_photos


@handler(notices.WINDOW_OPENS)
def window_opens(job: Job) -> None:
    """Say that orders count for the edition from now on."""
    notices.tell_of_window(job=job)


@handler(notices.WINDOW_ENDS)
def window_ends(job: Job) -> None:
    """Say that orders count for the edition no more."""
    notices.tell_of_window(job=job)


@handler(nightly.VERIFY_BOOKS)
def verify_books(_job: Job) -> None:
    """Prove that cells, lines and ledger agree."""
    nightly.verify_books()


@handler(nightly.CHECKPOINT_BALANCES)
def checkpoint(_job: Job) -> None:
    """Keep the tails of balances short; tried again later while something old is being written."""
    checkpoint_balances()


@handler(TELL_COOPERATIVES)
def certificates_are_ready(job: Job) -> None:
    """Tell the cooperatives of a closed stop that their certificates are there."""
    tell_cooperatives(job=job)


@calling_handler(PRINT_CERTIFICATES)
def certificates_are_to_be_printed(job: Job) -> None:
    """Set all certificates of a closing as one file: by the typesetter, which is a process of its own."""
    print_certificates(job=job)


@calling_handler(MAKE_STALL_PROPOSAL)
def stall_proposal_is_asked_for(job: Job) -> None:
    """Ask the solver who stands where: a process of its own."""
    make_stall_proposal(job=job)


@calling_handler(PRINT_PAPER)
def paper_is_to_be_printed(job: Job) -> None:
    """Set a long paper of a stop: by the typesetter, which is a process of its own."""
    print_paper(job=job)


@handler(MAKE_EXPORT)
def export_is_due(job: Job) -> None:
    """Make the file of the day that the job was written for, or end an export that nobody may see any more."""
    make_export(export_id=job.subject_id, day=date.fromisoformat(job.key.rpartition(":")[2]))


@handler(FORGET_EXPORTS)
def forget_old_exports(_job: Job) -> None:
    """Throw away files of figures that are old enough."""
    forget_exports()


@handler(FORGET_PHOTOS)
def forget_round_photos(_job: Job) -> None:
    """Delete the photographed notebooks that are old enough; their visits stay."""
    forget_old_photos()


@handler(FORGET_PICTURES)
def forget_incident_pictures(_job: Job) -> None:
    """Delete the pictures of incidents that have served; what happened stays in words."""
    forget_pictures()


@handler(READ_ROWS)
def rows_wait_to_be_read(job: Job) -> None:
    """Read the next rows of a long list of a past edition."""
    read_next_rows(job=job)
