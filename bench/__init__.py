"""Every performance claim, measured: `make bench` prints them and writes docs/performance.md."""
