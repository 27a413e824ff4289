"""One step of two: fill the database, or measure on it, print, and write the page."""

import os
import sys

from bench.measure.buying import buying
from bench.measure.data import collect, fill
from bench.measure.page import write
from bench.measure.pages import pages
from bench.measure.selling import proof, selling
from bench.measure.web import served

if sys.argv[1] == "fill":
    fill()
else:
    collect()
    with served():
        load = os.getloadavg()
        figures = [*pages(), *buying(), *selling()]
    print(write(figures, load=load, proof=proof()))
