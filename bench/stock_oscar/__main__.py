"""`prepare` fills the database; `place SECONDS` prints one line of JSON."""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stock_oscar.settings"

import django

django.setup()

from bench.stock_oscar.placing import prepare, purchases_a_second, statements  # noqa: E402 -- Django comes first

if sys.argv[1] == "prepare":
    prepare()
else:
    statements()  # once before measuring: imports and plans are warm
    print(json.dumps({"statements": statements(), **purchases_a_second(float(sys.argv[2]))}))
