from oscar.apps.catalogue import apps


class CatalogueConfig(apps.CatalogueConfig):
    name = "catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Oscar's receivers are left out: no rule runs in a signal here."""
