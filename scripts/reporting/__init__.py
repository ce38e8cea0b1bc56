"""Writes the report, one HTML file of what the published tables say: see `scripts/report.py`."""
