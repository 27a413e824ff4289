"""Every screen of the workspace in each of its states: what is asked of all of them, and who looks."""
