"""The store over HTTP: SPARQL 1.1 Protocol, Graph Store Protocol, saved queries, searches, descriptions and pages of what is in it.

Import `create_app` from `kg.serving.app`; it starts without spaCy, rdflib or pySHACL. A request passes `http`, comes to a route in
`protocol`, `api`, `pages`, `openapi` or `operations`, and is answered from the data by `workers`.
"""
