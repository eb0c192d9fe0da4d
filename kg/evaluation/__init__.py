"""Annotated texts and what was found in them -> figures, errors with their sentences, a page."""
