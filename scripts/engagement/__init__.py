"""Made-up events that go with the click-stream: what its people do beside browsing."""
