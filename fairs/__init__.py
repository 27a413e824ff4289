"""Where people meet: programmes, editions, stalls, tills, and the book of every dirham sold.

Imports from cooperatives and catalogue, never from marketplace.
"""
