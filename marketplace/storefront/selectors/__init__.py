"""What the pages of the shop window show, read in few queries."""
