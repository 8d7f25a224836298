"""`python -m tests.generator en|zh [--documents N] [--seed S] [--errors]`: claim F1 over generated texts, by construction."""

from __future__ import annotations

import argparse
import sys

from tests.generator.measure import generated, report


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang")
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    arguments = parser.parse_args()
    result = report(generated(arguments.lang, arguments.documents, seed=arguments.seed))
    sys.stdout.write(result.text(errors=arguments.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
