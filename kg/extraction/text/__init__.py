"""How a document's text is cleaned, cut, parsed and looked at."""
