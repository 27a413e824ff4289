"""Best choices under rules in whole numbers: a solver in a process of its own, and nothing of fairs in it."""
