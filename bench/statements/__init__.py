"""A month of ten thousand orders as statement: the page's data, the spreadsheet and the paper, timed."""
