"""Persons, organisations and places by name."""
