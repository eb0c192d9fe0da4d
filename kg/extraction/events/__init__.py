"""Gatherings and acts at a time and place."""
