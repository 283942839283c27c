"""What a channel decides: who delivers which slots, what is done about failures. Pure."""
