"""Loaded before Django's settings (`-p tests.environment`): the whole suite runs in test mode."""

import os

os.environ["MARKETPLACE_MODE"] = "test"
