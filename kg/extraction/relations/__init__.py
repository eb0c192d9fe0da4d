"""What belongs together: events, programmes, bodies, dates."""
