"""Runs the Python code of a document, block after block, as a reader would type it.

usage: run_docs.py DOCUMENT DIRECTORY [SERVER]

The code runs in the directory, which holds the files that it reads. A block that begins with "# needs: duckdb" is left out where
that library is missing, one with "# needs: a server" where no address is given; each has a line in the output.
"""

import importlib.util
import os
import re
import sys

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


def main(document, directory, server=""):
    with open(document, encoding="utf-8") as text:
        blocks = BLOCK.findall(text.read())
    if not blocks:
        sys.exit(f"{document} has no Python code")
    os.chdir(directory)
    names = {}
    for block in blocks:
        needs = re.match(r"# needs: (.*)", block)
        if needs and needs.group(1) == "a server":
            if not server:
                print("left out: needs a server")
                continue
            block = block.replace("http://127.0.0.1:8080", server)
        elif needs and importlib.util.find_spec(needs.group(1)) is None:
            print(f"left out: needs {needs.group(1)}")
            continue
        exec(compile(block, document, "exec"), names)


if __name__ == "__main__":
    main(*sys.argv[1:])
