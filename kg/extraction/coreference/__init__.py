"""Which mentions of a document stand for the same entity."""
