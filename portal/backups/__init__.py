"""One archive of database and files, and the way back."""
