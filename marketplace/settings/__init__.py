"""Settings of the project: one module per concern, the outside read once in `environment`."""

from marketplace.settings.base import *  # noqa: F403
from marketplace.settings.accounts import *  # noqa: F403
from marketplace.settings.content import *  # noqa: F403
from marketplace.settings.shop import *  # noqa: F403
from marketplace.settings.payment import *  # noqa: F403
from marketplace.settings.security import *  # noqa: F403
from marketplace.settings.work import *  # noqa: F403
from marketplace.settings.monitoring import *  # noqa: F403
