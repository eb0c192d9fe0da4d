"""What the server tells programs of all that it answers: an OpenAPI 3.1 document."""
