"""Where this DATA_DIR's database and cache listen; read by the settings, so it imports nothing of Django."""

import json
from pathlib import Path

from marketplace.runtime.layout import layout

# Nothing listens on port 1: a command that needs no service still loads the settings, one that does is refused at once.
NOT_STARTED = ("postgresql://marketplace@127.0.0.1:1/marketplace", "redis://127.0.0.1:1")


def service_urls(data_dir: Path | str | None = None) -> tuple[str, str]:
    """Give (database_url, redis_url) of the services last started in this DATA_DIR.

    The Redis URL names no database number: the broker takes 0 and the cache takes 1.
    """
    try:
        known = json.loads(layout(data_dir).services_file.read_text(encoding="utf-8"))
        return known["database_url"], known["redis_url"]
    except (OSError, ValueError, KeyError):
        return NOT_STARTED
