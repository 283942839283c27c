"""Cue, profile and input to argument list. Pure; imports model only."""
