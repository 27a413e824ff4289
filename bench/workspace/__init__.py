"""The workspace of a cooperative with thousands of products and orders, beside Oscar's own dashboard."""
