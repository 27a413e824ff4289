from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "marketplace.pages"
    label = "pages"

    def ready(self) -> None:
        """Forget the kept addresses of pages whenever editors change one: a matter of the cache, not a rule."""
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from marketplace.pages.contexts import forget_addresses

        def forget(**_event: object) -> None:
            forget_addresses()

        for change in (page_published, page_unpublished, page_slug_changed, post_page_move):
            change.connect(forget, weak=False, dispatch_uid="pages.forget_addresses")
