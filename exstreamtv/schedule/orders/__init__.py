"""One module an order: which item of a collection comes next."""
