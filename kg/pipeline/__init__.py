"""The order of the stages: files -> documents -> extractions -> checked quads -> store."""
