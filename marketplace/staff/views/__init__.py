"""The staff's screens in Wagtail's admin: lists, a page for each row, forms and acts that end in one service."""
