"""Writes what readers see and puts it in place whole: see `scripts/publish.py`."""
