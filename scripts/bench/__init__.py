"""How long the project takes on many events, next to ClickHouse's windowFunnel on the same ones."""
