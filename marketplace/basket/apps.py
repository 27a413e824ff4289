from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    name = "marketplace.basket"
    label = "basket"

    def ready(self) -> None:
        """Oscar's basket views are left out: ours group by cooperative."""
