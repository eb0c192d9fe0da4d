"""What those who run the server need: health, metrics, logs, tokens, reloading."""
