"""Who watches: one ring, and a place in it for each."""
