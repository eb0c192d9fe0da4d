"""Review of doubtful merges and links in the browser, for people with a token."""
