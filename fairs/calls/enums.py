"""Closed lists of calls for applications."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(TextChoices):
    """What a body is that organises editions."""

    REGION = "region", _("Regional council")
    SECRETARIAT = "secretariat", _("State secretariat")
    PROVINCE = "province", _("Province or prefecture")
    CHAMBER = "chamber", _("Chamber")
    OFFICE = "office", _("Public office or agency")
    ASSOCIATION = "association", _("Association or foundation")
    OTHER = "other", _("Another body")


class BodyPart(TextChoices):
    """What a body does for an edition."""

    LEADS = "leads", _("Leads")
    ORGANISES = "organises", _("Organises with the others")
    SUPPORTS = "supports", _("Supports")


class CallStatus(TextChoices):
    """Where a call stands, computed from its dates, its opening and its announcement."""

    PREPARED = "prepared", _("Being prepared")
    TO_OPEN = "to_open", _("Opens soon")
    OPEN = "open", _("Open for applications")
    SELECTING = "selecting", _("The committee is choosing")
    ANNOUNCED = "announced", _("Announced")


class QuotaKind(TextChoices):
    """Of whom a quota counts."""

    PROVINCE = "province", _("From one province")
    SECTOR = "sector", _("Of one sector")
    WOMEN = "women", _("Women's cooperatives")
    FIRST_TIME = "first_time", _("Taking part for the first time")
    RURAL_WOMEN = "rural_women", _("Women's cooperatives of rural communes")
    DISASTER_AREA = "disaster_area", _("From areas struck by disaster")
    CAME_LAST_TIME = "came_last_time", pgettext_lazy("organisations", "Came last time")
