"""`python -m realign` is the same as `realign`."""

from realign.cli import main

main()
