"""What the cooperatives make: products, their origin and signs, price and stock.

Oscar's catalogue, forked; it imports from cooperatives only.
"""
