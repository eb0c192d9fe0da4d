"""Document -> Extraction: spaCy reads the sentences, rules find what they say, lexicons hold the words."""
