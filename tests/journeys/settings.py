"""Settings of the shop that journeys walk through: the tests' own, with its files found once, not at each request."""

from marketplace.settings import *  # noqa: F403

STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = False
# As long as a journey takes: its next page asks for nothing again, as in production.
WHITENOISE_MAX_AGE = 3600
