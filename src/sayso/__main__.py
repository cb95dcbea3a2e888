"""`python -m sayso` is `sayso`."""

import sys

from sayso.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
