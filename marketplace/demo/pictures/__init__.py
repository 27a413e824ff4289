"""Drawn pictures of the demo: `python -m marketplace.demo.pictures` makes them anew."""
