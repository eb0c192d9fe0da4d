"""Search by words and by meaning: an index beside each finished state of a store, and what is asked of it.

snapshots/N/search.sqlite    the index of the state N; it never changes once the state is published

A build makes the index of a new state from that of the state before and from what has changed since; `kg.search.building` has the way of
it, `kg.search.finding` and `kg.search.suggesting` what is asked.
"""
