"""What every installation needs before its first cooperative, production and demonstration alike."""

from catalogue.families import load_families
from catalogue.kinds.load import load_kinds
from cooperatives.support import load_support_programmes
from cooperatives.territory.load import load_territory
from fairs.load import load_programmes, load_reference_figures
from marketplace.delivery.load import load_default_rates
from marketplace.staff.services import load_staff_group


def load_base_data() -> None:
    """Write territory, families, kinds, programmes, reference figures and delivery rates; safe to repeat."""
    load_territory()
    load_support_programmes()
    load_families()
    load_kinds()
    load_programmes()
    load_reference_figures()
    load_staff_group()
    load_default_rates()
