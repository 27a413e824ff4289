"""Oscar: its defaults, and what we change of them."""

from oscar.defaults import *  # noqa: F403

OSCAR_DEFAULT_CURRENCY = "MAD"
OSCAR_SLUG_ALLOW_UNICODE = False
OSCAR_SLUG_FUNCTION = "cooperatives.texts.slug"
OSCAR_SLUG_MAP: dict[str, str] = {}
OSCAR_SLUG_BLACKLIST: list[str] = []
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_MISSING_IMAGE_URL = "img/missing.svg"
OSCAR_SHOP_NAME = "سوق التعاونيات"
OSCAR_HOMEPAGE = "home"

# Oscar's own migrations never run here: of its apps, forked or not, every table is made by one
# migration of ours (docs/oscar-forks.md). That spares each test database some eighty steps.
MIGRATION_MODULES = {
    label: f"marketplace.oscar_migrations.{label}" for label in ("address", "communication", "offer", "voucher")
}
