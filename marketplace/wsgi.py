"""What gunicorn serves."""

import atexit
import os
import shutil
import tempfile

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver


def _share_metrics() -> None:
    """Give the web processes one folder to count requests in; the first of them takes it away."""
    folder = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="souk-metrics-")
    owner = os.getpid()
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == owner else None)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    # Before anything imports prometheus_client, which reads it once.
    _share_metrics()

application = get_wsgi_application()
# All doors once, before there are workers: the first who knocks at each of them would wait a second for it.
_DOORS = get_resolver().url_patterns
