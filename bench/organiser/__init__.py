"""The organiser's desk over 20 editions with 3,600 exhibitors, and badges for 540 people."""
