"""The organiser's screens; every one fetches from the editions that the person may see."""
