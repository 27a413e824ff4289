"""Which papers a stop has."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperKind(TextChoices):
    """A paper of a stop, made for everybody who comes to it."""

    INVITATIONS = "invitations", _("Invitations")
    BADGES = "badges", _("Badges")
    LODGING = "lodging", _("List of lodging")
    TRANSPORT = "transport", _("List of transport")
    ONSSA = "onssa", _("Food at the gate (ONSSA)")
    ATTENDANCE = "attendance", _("Attendance sheets")
    STALL_SIGNS = "stall-signs", _("Signs of the stalls")
    CERTIFICATES = "certificates", _("Certificates of taking part")


# These speak Arabic and French at once; the others are lists in one language.
IN_BOTH_LANGUAGES = frozenset({PaperKind.INVITATIONS, PaperKind.BADGES, PaperKind.STALL_SIGNS, PaperKind.CERTIFICATES})

ICONS = {
    PaperKind.INVITATIONS: "mail",
    PaperKind.BADGES: "id-card",
    PaperKind.LODGING: "bed",
    PaperKind.TRANSPORT: "truck",
    PaperKind.ONSSA: "shield-check",
    PaperKind.ATTENDANCE: "clipboard-list",
    PaperKind.STALL_SIGNS: "store",
    PaperKind.CERTIFICATES: "award",
}

ABOUT = {
    PaperKind.INVITATIONS: _("One page for each organisation: where, when, which stall, what to bring."),
    PaperKind.BADGES: _("One for each person, with a code that is scanned at the gate."),
    PaperKind.LODGING: _("Who needs a bed, for how many."),
    PaperKind.TRANSPORT: _("Whose goods are to be fetched, and from where."),
    PaperKind.ONSSA: _("Each food product with its authorisation number, for who checks at the gate."),
    PaperKind.ATTENDANCE: _("One sheet for each day, with room to sign."),
    PaperKind.STALL_SIGNS: _("One large sheet for each stall, with its number and name."),
    PaperKind.CERTIFICATES: _("For each organisation that took part, once the doors have closed."),
}
