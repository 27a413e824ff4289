"""Words and figures of the demonstration; nothing here imports Django."""
