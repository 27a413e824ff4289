"""Running Oscar as it comes in a process of its own, beside the measurement of ours."""

import json
import os
import subprocess
import sys
from typing import Any
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
        subprocess.run(**self._command("prepare"), check=True)
        self.shop = subprocess.Popen(**self._command("place"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.statements = self._answer()["statements"]
        return self

    def __exit__(self, *_: object) -> None:
        self.shop.communicate()
        self._administer(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")

    def turn(self, seconds: float) -> dict[str, float]:
        """Place purchases for some seconds, and say how many a second; it waits for its next turn asleep."""
        assert self.shop.stdin
        self.shop.stdin.write(f"{seconds}\n")
        self.shop.stdin.flush()
        return self._answer()

    def _answer(self) -> dict:
        assert self.shop.stdout
        return json.loads(self.shop.stdout.readline())

    def _command(self, word: str) -> dict[str, Any]:
        env = os.environ | {"STOCK_OSCAR_DATABASE_URL": self.url, "PYTHONWARNINGS": "ignore"}
        env.pop("DJANGO_SETTINGS_MODULE", None)
        return {"args": [sys.executable, "-m", "bench.stock_oscar", word], "env": env, "text": True}

    def _administer(self, *statements: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
