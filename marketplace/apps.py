from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    name = "marketplace"
    label = "marketplace"

    def ready(self) -> None:
        # The web wakes the worker, so it must know the worker's address.
        import marketplace.celery  # noqa: F401
