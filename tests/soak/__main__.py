"""`python -m tests.soak`: the driver of a trial, in the shop's own environment."""

import django

django.setup()

from tests.soak.driver import main  # noqa: E402 -- the models want Django set up

main()
