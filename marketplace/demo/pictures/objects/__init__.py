"""The things that stand in the niche, by what they are made of."""
