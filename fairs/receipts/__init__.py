"""The receipt of a sale at a stall, for whoever has its link."""
