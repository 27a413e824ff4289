from oscar.apps.partner import apps


class PartnerConfig(apps.PartnerConfig):
    name = "catalogue.partner"
    label = "partner"

    def ready(self) -> None:
        """Oscar's stock alerts by signal are left out: no rule runs in a signal here."""
