"""Look-ups: short queries for one pattern with a constant in it, which a process with the data answers on a client's own connection."""
