"""One module a step: what it puts on the air."""
