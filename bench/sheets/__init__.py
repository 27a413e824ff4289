"""Five thousand products by spreadsheet: read, taken over, changed, taken back and taken out again, timed."""
