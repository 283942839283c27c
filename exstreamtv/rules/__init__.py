"""Television's own rules, checked before air: linear passes over the timelines of a window."""
