"""The programs of the toy suite: they add numbers, and misbehave when the orders say so.

An order is a file ``STAGE.UNIT`` in the folder of orders: one word a line, the first is obeyed and taken out;
a last word ``always`` keeps the one before it.
"""

import gzip
import json
import os
import sys
import time
from pathlib import Path


def next_order(folder: Path, name: str) -> str:
    """Take the next word of a job's orders."""
    path = folder / name
    words = path.read_text().split() if path.exists() else []
    if not words:
        return "work"
    if words[1:] != ["always"]:
        path.write_text("\n".join(words[1:]))
    return words[0]


def obey(order: str, result: Path, folder: Path) -> None:
    """Do what goes wrong on bad days."""
    if order == "crash":
        os.kill(os.getpid(), 11)
    elif order == "killed":
        os.kill(os.getpid(), 9)
    elif order == "hang":
        time.sleep(600)
    elif order == "fill":
        blocks = [bytearray(os.urandom(1 << 20) * 8) for _ in range(50)]
        time.sleep(600 + len(blocks))
    elif order == "nothing":
        result.unlink()
    elif order == "truncate":
        result.with_name("list.gz").write_bytes(gzip.compress(os.urandom(1000))[:500])
    elif order == "wait":
        time.sleep(1.5)
    elif order == "hold":
        while not (folder / "go").exists():
            time.sleep(0.05)
    elif order.startswith("exit"):
        sys.exit(int(order.removeprefix("exit")))


def main() -> None:
    """Add the runs (the first stage) or what the inputs hold, and write the sum."""
    stage, *words = sys.argv[1:]
    options = [(words[n], words[n + 1]) for n in range(0, len(words), 2)]
    given = dict(options)
    parameters = json.loads(Path(given["--parameters"]).read_text())
    inputs = [value.partition("=")[2] for name, value in options if name == "--input"]
    numbers = [int(Path(folder, "sum.txt").read_text()) for folder in inputs]
    numbers = numbers or [int(run) for run in given["--runs"].split(",")]
    result = Path(given["--output"], "sum.txt")
    result.write_text(f"{sum(numbers) * parameters['factor']}\n")
    folder = Path(parameters["orders"])
    obey(next_order(folder, f"{stage}.{given['--unit']}"), result, folder)
    print(json.dumps({"stage": stage, "numbers": len(numbers)}))


main()
