"""Queries in processes of their own, so that a query can be stopped: by its time limit, its memory, or its client."""
