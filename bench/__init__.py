"""`make bench`: what the shop does in a second on this machine, each figure beside what it could be at best."""
