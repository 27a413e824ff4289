"""Makes a database of its own with one cooperative, times its sheets in a child, and drops it."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

from marketplace.runtime.addresses import service_urls
from marketplace.runtime.processes import free_port

NAME = "bench_sheets"


def main() -> None:
    """Measure on fresh data; BENCH_KEEP=1 leaves the database to look at."""
    server = urlsplit(service_urls()[0])
    with psycopg.connect(server._replace(path="/postgres").geturl(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
        env = os.environ | {
            "DATABASE_URL": server._replace(path=f"/{NAME}").geturl(),
            "DJANGO_SETTINGS_MODULE": "marketplace.settings",
            "MARKETPLACE_MODE": "demo",
            "LOG_LEVEL": "WARNING",
            "PORT": str(free_port()),
        }
        try:
            subprocess.run([sys.executable, "-m", "bench.sheets.measure"], env=env, check=True)
        finally:
            if not os.environ.get("BENCH_KEEP"):
                connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


main()
