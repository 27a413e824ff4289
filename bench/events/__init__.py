"""How fast an event of the card processor is taken in, with the worker stopped: `python -m bench.events`."""
