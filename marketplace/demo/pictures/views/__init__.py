"""Wide pictures: landscapes of the regions, stories, programmes."""
