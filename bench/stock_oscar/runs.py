"""Running Oscar as it comes in a process of its own, beside the measurement of ours."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

NAME = "bench_stock_oscar"


class StockOscar:
    """A throw-away Oscar on the server that is measured; use it as a context."""

    def __init__(self, server: str) -> None:
        self.url = urlsplit(server)._replace(path=f"/{NAME}").geturl()
        self.admin = urlsplit(server)._replace(path="/postgres").geturl()

    def __enter__(self) -> "StockOscar":
        self._administer(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
        self._run("prepare")
        return self

    def __exit__(self, *_: object) -> None:
        self._administer(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")

    def place(self, seconds: float) -> dict:
        """Purchases a second, and statements for each."""
        return json.loads(self._run("place", str(seconds)).splitlines()[-1])

    def _run(self, *words: str) -> str:
        env = os.environ | {"STOCK_OSCAR_DATABASE_URL": self.url, "PYTHONWARNINGS": "ignore"}
        env.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "bench.stock_oscar", *words]
        return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout

    def _administer(self, *statements: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
