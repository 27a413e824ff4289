"""Migrations of the Oscar apps that are installed unforked, made from their models in one step each."""
