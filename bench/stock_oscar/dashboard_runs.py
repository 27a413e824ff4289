"""Looking at Oscar's dashboard in a process and a database of its own."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

from bench.measure.rounds import percentile
from bench.workspace.looking import Looked

NAME = "bench_oscar_dashboard"


def look_at_dashboard(server: str, *, products: int, orders: int) -> list[Looked]:
    """What its pages take with so many products and orders of one partner."""
    own, admin = (urlsplit(server)._replace(path=f"/{name}").geturl() for name in (NAME, "postgres"))
    env = os.environ | {"STOCK_OSCAR_DATABASE_URL": own, "PYTHONWARNINGS": "ignore"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "bench.stock_oscar.dashboard", str(products), str(orders)]
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
        try:
            done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
        finally:
            connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
    return [_read(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]


def _read(found: dict) -> Looked:
    took = found["took"]
    weight = found["bytes"] / 1024
    return Looked(found["path"], found["questions"], weight, percentile(took, 50), percentile(took, 95))
