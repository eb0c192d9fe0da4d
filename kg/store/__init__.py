"""Quads, texts and extractions, kept in a folder and asked.

STORE/
  store.json         version of the layout, base IRI
  lock               held by the one process that writes
  index.sqlite       which file became which document; what is still to be done
  texts/             the texts that offsets refer to, by digest
  extractions/       what was extracted, by digest of text, pipelines and lexicons
  graph/             the Oxigraph store that a build writes
  snapshots/         finished states of it, for readers; the highest number is current
"""
