"""YAML text to located tree, and back; the only home of YAML."""
