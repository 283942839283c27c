"""What was on the air, played once more."""
