"""Who sells: cooperatives, their people, their territory and what they are owed.

The ground floor of the house: it imports nothing from catalogue, fairs or marketplace.
"""
