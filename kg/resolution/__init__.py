"""The entities of all documents -> nodes of the graph: which of them are one, and what each is called."""
