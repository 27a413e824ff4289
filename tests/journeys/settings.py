"""Settings of the shop that journeys walk through: the tests' own, with its files found once, not at each request."""

from cooperatives.wire import Wire
from marketplace.settings import *  # noqa: F403

# As in production: a new connection for each request costs PostgreSQL more than most pages do.
DATABASES["default"]["OPTIONS"]["pool"] = {"connection_class": Wire, "min_size": 1, "max_size": 12}  # noqa: F405
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = False
# As long as a journey takes: its next page asks for nothing again, as in production.
WHITENOISE_MAX_AGE = 3600
