"""Who may come in, and which channels are kept ready for them."""
