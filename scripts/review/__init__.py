"""What a change of the project moves in its tables: both states built and compared."""
