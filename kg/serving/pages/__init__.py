"""What browsers get: pages rendered on the server, readable without scripts, in the reader's language."""
