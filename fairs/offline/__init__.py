"""Pages that work without a network: what they are made of, their words, and the worker that keeps them."""
