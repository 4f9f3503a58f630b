"""What the journal says of each action recorded in this room."""

WORDING = {}
