"""django-oscar as it comes, in a database of its own: what placing orders is compared with."""
