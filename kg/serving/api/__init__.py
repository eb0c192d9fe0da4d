"""Saved queries and searches as a web API: pages of rows, citable addresses."""
