"""`python -m marketplace.demo.pictures [word …]`: draw all pictures, or those whose path has one of the words."""

import sys

from marketplace.demo.pictures.build import MEDIA, build

if __name__ == "__main__":
    count = build(sys.argv[1:])
    total = sum(file.stat().st_size for file in MEDIA.rglob("*") if file.is_file())
    sys.stdout.write(f"{count} pictures drawn; the folder holds {total / 1024 / 1024:.2f} MB\n")
