"""EXStreamTV: television channels compiled from YAML, played to the frame."""
