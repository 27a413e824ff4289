"""Closed lists of the cooperatives' world, and the moves between states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(TextChoices):
    """What kind of organisation sells; a women's cooperative has only women as members."""

    COOPERATIVE = "cooperative", _("Cooperative")
    WOMEN = "women", _("Women's cooperative")
    UNION = "union", _("Union of cooperatives")
    ASSOCIATION = "association", _("Association")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")


class CooperativeStatus(TextChoices):
    """Where a cooperative stands with the platform's staff."""

    JOINING = "joining", _("Has not sent its papers yet")
    APPLIED = "applied", _("Being checked")
    APPROVED = "approved", _("Checked")
    SUSPENDED = "suspended", _("Suspended")
    REFUSED = "refused", _("Not taken")
    WITHDRAWN = "withdrawn", pgettext_lazy("a cooperative that joins", "Withdrawn")


COOPERATIVE_MOVES: dict[str, set[str]] = {
    CooperativeStatus.JOINING: {CooperativeStatus.APPLIED, CooperativeStatus.WITHDRAWN},
    CooperativeStatus.APPLIED: {CooperativeStatus.APPROVED, CooperativeStatus.REFUSED, CooperativeStatus.WITHDRAWN},
    CooperativeStatus.APPROVED: {CooperativeStatus.SUSPENDED},
    CooperativeStatus.SUSPENDED: {CooperativeStatus.APPROVED},
    # Somebody found the paper that was missing.
    CooperativeStatus.REFUSED: {CooperativeStatus.APPLIED, CooperativeStatus.WITHDRAWN},
    # Who gave up may go on after all, where they were.
    CooperativeStatus.WITHDRAWN: {CooperativeStatus.JOINING},
}


class Sector(TextChoices):
    """What a cooperative works in; chosen from a short list with pictures."""

    AGRICULTURE = "agriculture", _("Farming")
    FOOD_PROCESSING = "food_processing", _("Food and drinks")
    COSMETICS = "cosmetics", _("Cosmetics and oils for the body")
    CRAFTS = "crafts", _("Crafts")
    FISHING = "fishing", _("Fishing")
    SERVICES = "services", _("Tourism and services")
    OTHER = "other", _("Something else")


class Role(TextChoices):
    """What a member may do for a cooperative."""

    MANAGER = "manager", _("Manager")
    CATALOGUE_KEEPER = "catalogue_keeper", _("Catalogue keeper")
    SELLER = "seller", _("Seller")
    ACCOUNTANT = "accountant", _("Accountant")


class SignKind(TextChoices):
    """Quality signs of law 25-06, and the mark Terroir du Maroc."""

    IGP = "igp", _("Protected geographical indication")
    AOP = "aop", _("Protected designation of origin")
    LABEL_AGRICOLE = "label_agricole", _("Agricultural label")
    TERROIR_DU_MAROC = "terroir_du_maroc", _("Terroir du Maroc mark")
    ORGANIC = "organic", _("Organic")


class CertificateStatus(TextChoices):
    """Where a certificate of a sign stands; what staff write themselves is checked."""

    SENT = "sent", _("Being checked")
    CHECKED = "checked", _("Checked")
    REFUSED = "refused", _("Not accepted")


CERTIFICATE_MOVES: dict[str, set[str]] = {
    CertificateStatus.SENT: {CertificateStatus.CHECKED, CertificateStatus.REFUSED},
    # One that has expired may be sent again, with its new last day.
    CertificateStatus.CHECKED: {CertificateStatus.REFUSED, CertificateStatus.SENT},
    CertificateStatus.REFUSED: {CertificateStatus.SENT},
}
