"""Fills a database of its own with one month of one cooperative, times its statement in a child, and drops it."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

from marketplace.runtime.addresses import service_urls
from marketplace.runtime.processes import free_port

NAME = "bench_statements"


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
            for step in ("fill", "measure"):
                subprocess.run([sys.executable, "-m", "bench.statements.measure", step], env=env, check=True)
        finally:
            if not os.environ.get("BENCH_KEEP"):
                connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


main()
