"""Entities and facts -> quads in named graphs."""
