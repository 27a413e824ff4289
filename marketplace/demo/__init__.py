"""The demo: invented data and drawn pictures."""
