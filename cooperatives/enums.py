"""Closed lists of the cooperatives' world, and the moves between states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What kind of organisation sells; a women's cooperative has only women as members."""

    COOPERATIVE = "cooperative", _("Cooperative")
    WOMEN = "women", _("Women's cooperative")
    UNION = "union", _("Union of cooperatives")
    ASSOCIATION = "association", _("Association")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")


class CooperativeStatus(TextChoices):
    """Where a cooperative stands with the platform's staff."""

    APPLIED = "applied", _("Being checked")
    APPROVED = "approved", _("Checked")
    SUSPENDED = "suspended", _("Suspended")


COOPERATIVE_MOVES: dict[str, set[str]] = {
    CooperativeStatus.APPLIED: {CooperativeStatus.APPROVED},
    CooperativeStatus.APPROVED: {CooperativeStatus.SUSPENDED},
    CooperativeStatus.SUSPENDED: {CooperativeStatus.APPROVED},
}


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
