"""Runs the project's own database, cache, web and worker processes for the demo and the tests.

Nothing in this package imports Django at the top: it must work before the database exists.
"""
