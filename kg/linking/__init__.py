"""Linking: which Wikidata item an entity is, if any, and why."""
