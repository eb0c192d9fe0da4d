"""The records that stages hand on: frozen, typed, no input or output, nothing but the standard library."""
