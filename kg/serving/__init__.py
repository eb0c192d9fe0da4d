"""The store over HTTP: SPARQL 1.1 Protocol, Graph Store Protocol, saved queries, descriptions of entities and documents.

Import `create_app` from `kg.serving.app`; it starts without spaCy, rdflib or pySHACL.
"""
