"""Configuration and catalogue to timelines: the pure fold over broadcast days."""
