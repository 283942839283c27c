"""Media lists in, playable inputs out. One module a kind of source, in a table."""
