"""What a cooperative earned, order by order and month by month, and the documents that say so."""
