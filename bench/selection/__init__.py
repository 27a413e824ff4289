"""Four hundred applications for 180 stalls under six quotas, and who stands where: how good, how fast, how sure."""
