"""What `make inspect` says of files before any configuration."""
