"""The posts that persons hold."""
