"""SPARQL 1.1 Protocol, its Update, the Graph Store HTTP Protocol and the Service Description."""
