"""Closed lists of the officers: what needs a second one of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConsentAct(TextChoices):
    """What an officer may only do with the code of another."""

    PHONE = "phone", _("Another telephone number of an officer")
    BANK_ACCOUNT = "bank_account", _("Another bank account")
    POSTAL_ADDRESSEE = "postal_addressee", _("Somebody else collects the postal orders")
    OFFICER = "officer", _("Another officer")
    MANDATE = "mandate", _("A field agent works on our behalf")


class RecoveryStatus(TextChoices):
    """Where the recovery of an account stands."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


RECOVERY_MOVES: dict[str, set[str]] = {
    RecoveryStatus.WAITING: {RecoveryStatus.DONE, RecoveryStatus.STOPPED},
    RecoveryStatus.DONE: set(),
    RecoveryStatus.STOPPED: set(),
}
