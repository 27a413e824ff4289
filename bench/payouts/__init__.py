"""`python -m bench.payouts`: a month ended and paid out for every cooperative of the country, timed."""
