"""A shop made up for tests: its people, what they do, what is true, how it is written."""
