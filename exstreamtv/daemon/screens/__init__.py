"""What shows when nothing can be shown, drawn ahead of time."""
