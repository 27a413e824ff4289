"""`prepare` fills the database; `place` answers each number of seconds it is told with one line of JSON."""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stock_oscar.settings"

import django

django.setup()

from bench.stock_oscar.placing import baskets, place_all, prepare, statements  # noqa: E402 -- Django comes first
from bench.turns import turn, warm  # noqa: E402

if sys.argv[1] == "prepare":
    prepare()
else:
    warm(baskets, place_all)
    print(json.dumps({"statements": statements()}), flush=True)
    for seconds in sys.stdin:
        print(json.dumps(turn(baskets, place_all, seconds=float(seconds))), flush=True)
