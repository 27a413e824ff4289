"""The Django project: settings, addresses, the worker and the shop window."""
