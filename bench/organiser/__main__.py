"""Fills a database of its own, measures the desk on a copy of it in a child that sees only that one, and drops both.

`python -m bench.organiser` takes about five minutes; `LOOKS=10 python -m bench.organiser` is a quicker first look.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

from marketplace.runtime.addresses import service_urls
from marketplace.runtime.processes import free_port

FILLED, NAME = "bench_organiser_filled", "bench_organiser"
SERVER = urlsplit(service_urls()[0])


def main() -> None:
    """Measure on fresh data; BENCH_KEEP=1 leaves the filled database for the next run."""
    with psycopg.connect(SERVER._replace(path="/postgres").geturl(), autocommit=True) as connection:

        def drop(*names: str) -> None:
            for name in names:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

        try:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [FILLED]).fetchone():
                drop(f"{FILLED}_half")
                connection.execute(f"CREATE DATABASE {FILLED}_half")
                child("fill", f"{FILLED}_half")
                connection.execute(f"ALTER DATABASE {FILLED}_half RENAME TO {FILLED}")
            drop(NAME)
            connection.execute(f"CREATE DATABASE {NAME} TEMPLATE {FILLED}")
            child("measure", NAME, *sys.argv[1:])
        finally:
            drop(NAME, f"{FILLED}_half", *([] if os.environ.get("BENCH_KEEP") else [FILLED]))


def child(step: str, database: str, *parts: str) -> None:
    """Run one step with the project's settings pointing at `database`."""
    env = os.environ | {
        "DATABASE_URL": SERVER._replace(path=f"/{database}").geturl(),
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "MARKETPLACE_MODE": "demo",
        "LOG_LEVEL": "ERROR",
        "PORT": str(free_port()),
        "TRUSTED_PROXIES": "1",
    }
    subprocess.run([sys.executable, "-m", "bench.organiser.step", step, *parts], env=env, check=True)


main()
