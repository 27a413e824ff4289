"""Colours, and the palettes that cooperatives share."""

from dataclasses import dataclass

WHITE = "#ffffff"
CREAM = "#fbf3e0"
INK = "#2a211b"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """Blend two `#rrggbb` colours; `share` (0 to 1) is how much of the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def light(colour: str, share: float) -> str:
    """Lighten towards a warm white."""
    return mix(colour, "#fffaf0", share)


def dark(colour: str, share: float) -> str:
    """Darken towards a warm brown-black rather than grey."""
    return mix(colour, "#1c1210", share)


@dataclass(frozen=True)
class Palette:
    """The colours of one cooperative's pictures, and the tiling and arch that go with them."""

    name: str
    main: str
    second: str
    third: str
    deep: str
    wall: str
    tiling: str
    arch: str
    cream: str = CREAM


PALETTES: dict[str, Palette] = {
    palette.name: palette
    for palette in (
        Palette("majorelle", "#1f4fa8", "#e3a92c", "#3f8fc9", "#142f66", "#eef3fa", "khatam", "horseshoe"),
        Palette("atlas", "#0f6b52", "#d9822b", "#3f9f79", "#0b4236", "#eef6ee", "rosette", "ogee"),
        Palette("saffron", "#c98a14", "#0f6f72", "#e7bd54", "#7a4a0c", "#fdf4dd", "hexagon", "lobed"),
        Palette("terracotta", "#b5472c", "#16797a", "#dd8a63", "#6e2519", "#fdefe6", "twelve", "horseshoe"),
        Palette("rose", "#a03a5e", "#4f8a63", "#da8597", "#5b1f3a", "#fcedef", "rosette", "lobed"),
        Palette("iris", "#5d3f94", "#e0a92f", "#a081c6", "#36225c", "#f4eefa", "khatam", "ogee"),
        Palette("lagoon", "#0f7f8f", "#e8b64a", "#5bb8b4", "#0b4a5a", "#e9f6f5", "twelve", "lobed"),
        Palette("olive", "#6b7430", "#b8552f", "#a8ad5c", "#3b4119", "#f7f5e2", "hexagon", "horseshoe"),
    )
}
