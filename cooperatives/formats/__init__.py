"""How dates and numbers are written in Morocco, per language (FORMAT_MODULE_PATH)."""
