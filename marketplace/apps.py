from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    name = "marketplace"
    label = "marketplace"

    def ready(self) -> None:
        # The web wakes the worker, so it must know the worker's address.
        import marketplace.celery  # noqa: F401
        from fairs.organiser.hooks import ordered_not_certain_provider
        from marketplace import checks  # noqa: F401
        from marketplace.order.selectors import ordered_not_certain

        # The organisers see what is ordered for their editions; the fairs do not know of orders.
        ordered_not_certain_provider.register(ordered_not_certain)
