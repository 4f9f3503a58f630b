"""Reads a scan page by page: its codes, a clean upright picture, and what a person might look at.

`scans.read_scan` is the door. What a stranger's file is opened with runs in a child process (`child.py`), which has
limits, no secrets and no database.
"""
