"""The further appendices of a report, one module each."""
