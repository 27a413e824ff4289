"""A country's fairs: hundreds of tills at once, and screens over a million and over ten million lines."""
