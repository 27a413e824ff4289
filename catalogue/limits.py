"""How much a keeper may say of a product: the same on its screens and in a sheet."""

from decimal import Decimal

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_INGREDIENTS, LONGEST_NUMBER = 255, 4000, 2000, 40
# No carrier takes more.
MOST_GRAMS = 200_000
MOST_MONTHS = 240
# What the columns of quantities hold.
MOST_OF_IT = Decimal(999_999)
