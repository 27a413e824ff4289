"""The papers of a stop, each in one click: invitations, badges, lists, signs of stalls, certificates of taking part."""
