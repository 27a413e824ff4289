"""What a shopper means by the place that was typed: the territory knows."""

from cooperatives.territory.meant import PlaceAnswer, place_meant

__all__ = ["PlaceAnswer", "place_meant"]
