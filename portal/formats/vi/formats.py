"""What Django's own Vietnamese formats leave out: a dot between thousands."""
NUMBER_GROUPING = 3
