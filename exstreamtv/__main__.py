"""`python -m exstreamtv`."""

from exstreamtv.cli.main import main

main()
