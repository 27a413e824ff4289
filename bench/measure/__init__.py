"""The measuring itself. Its modules import models, so Django is set up before any of them is read."""

import django

django.setup()
