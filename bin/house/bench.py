"""
List the benches, or run one.

A bench measures what is claimed about speed or quality and writes its findings, with
the machine and the date, to bench/results. What follows its name goes to the bench.
"""

import argparse
import ast
import os
import sys

from bin.house.steps import ROOT

BENCHES = ROOT / "bench"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("name", nargs="?", help="the bench to run")
    chosen, for_bench = parser.parse_known_args()
    benches = available()
    if chosen.name is None:
        for name, purpose in benches.items():
            print(f"{name:<20} {purpose}")
        return
    if chosen.name not in benches:
        sys.exit(
            f"bin/bench: there is no bench “{chosen.name}”; there are: "
            + ", ".join(benches)
        )
    os.chdir(ROOT)
    module = f"bench.{chosen.name}"
    os.execv(sys.executable, [sys.executable, "-m", module, *for_bench])


def available() -> dict[str, str]:
    """Return each bench by its name with the first line of what it says of itself."""
    found = {}
    for file in sorted(BENCHES.glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        if can_be_run(tree):
            found[file.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def can_be_run(tree: ast.Module) -> bool:
    """
    Return whether a module does something when it is run, not only when it is imported.

    >>> can_be_run(ast.parse("if __name__ == '__main__': main()"))
    True
    """
    return any(
        isinstance(statement, ast.If) and "__name__" in ast.dump(statement.test)
        for statement in tree.body
    )


if __name__ == "__main__":
    main()
