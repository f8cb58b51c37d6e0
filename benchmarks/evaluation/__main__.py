"""Run one evaluation: `python -m benchmarks.evaluation SET FOLDER [--train FOLDER]`; the last line is JSON."""

import argparse
import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import benchmarks.evaluation


def main() -> None:
    """Print the set's table and, as the last line, one flat JSON object of figures."""
    sets = sorted(m.name.replace("_", "-") for m in iter_modules(benchmarks.evaluation.__path__) if "__" not in m.name)
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluation", description=main.__doc__)
    parser.add_argument("set", choices=sets)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--train", type=Path, help="training data, where a set needs them")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        parser.error(f"{arguments.folder} is no folder")
    module = import_module(f"benchmarks.evaluation.{arguments.set.replace('-', '_')}")
    figures = module.run(arguments.folder, arguments.train)
    print(json.dumps({name: round(value, 4) for name, value in sorted(figures.items())}))


main()
