"""Fairs and markets in the workspace: applying, one's stall, goods taken there and back, and what was sold."""
