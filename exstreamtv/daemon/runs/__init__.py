"""From one decision to its pictures: what must be found, drawn and started."""
