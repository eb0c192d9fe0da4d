"""Items of Wikidata known without a network: what they are called in each language, and the little that tells one from another."""
