"""Why the graph says what it says: the words, the rule and the model behind a mention, a fact, a statement or an entity."""
