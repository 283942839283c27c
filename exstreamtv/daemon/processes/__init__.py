"""Other programs: started, bounded, metered, and never left behind."""
