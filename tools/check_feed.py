#!/usr/bin/env python3
"""Checks a published feed as a stranger would: the JSON Schema, sums that add up, digests.

Usage: check_feed.py DIR [EVERY]; every EVERYth file of a CVE is validated against the schema (default 20), all are
added up. Needs python3-jsonschema.
"""
import csv
import gzip
import hashlib
import json
import math
import pathlib
import sys

import jsonschema

root = pathlib.Path(sys.argv[1])
every = int(sys.argv[2]) if len(sys.argv) > 2 else 20
manifest = json.loads((root / "manifest.json").read_text())
schema = json.loads((root / "schema.json").read_text())
problems = []


def check(holds, message):
    if not holds:
        problems.append(message)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def valid(name, document):
    for error in validator.iter_errors(document):
        problems.append(f"{name}: {error.json_path}: {error.message[:200]}")


kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
validator = kind(schema)

for name, entry in manifest["files"].items():
    path = root / name
    check(path.stat().st_size == entry["size"] and digest(path) == entry["sha256"], f"{name} is not what the manifest says")

count = 0
scores = {}
for path in sorted(root.glob("CVE-*.json")):
    year = json.loads(path.read_text())
    check(year == json.loads(gzip.decompress((root / (path.name + ".gz")).read_bytes())), f"{path.name}.gz is another")
    sums = dict(reversed(line.split("  ")) for line in (root / path.stem[4:] / "SHA256SUMS").read_text().splitlines())
    check(len(sums) == len(year), f"{path.stem}: {len(sums)} files, {len(year)} CVEs")
    for cve, entry in year.items():
        number = int(cve.split("-")[2])
        margin = entry["bias"] + sum(entry["explanations"].values()) + entry["rest"]
        score = 1 / (1 + math.exp(-margin))
        check(abs(score - entry["score"]) <= 0.006 * entry["score"], f"{cve}: {margin} does not make {entry['score']}")
        check(len(entry["explanations"]) <= 20, f"{cve}: more than 20 contributions")
        scores[cve] = entry["score"]
        if count % every == 0:
            valid(cve, entry)
            file = f"{number // 1000}xxx/{cve}.json"
            body = (root / path.stem[4:] / file).read_bytes()
            check(hashlib.sha256(body).hexdigest() == sums[file], f"{file} is not what SHA256SUMS says")
            check(json.loads(body) == entry, f"{file} is not what {path.name} says")
        count += 1

with gzip.open(root / "scores.csv.gz", "rt") as lines:
    check(next(lines).startswith("#model_version:" + manifest["model"]), "scores.csv.gz names another model")
    listed = {row["cve"]: float(row["epss"]) for row in csv.DictReader(lines)}
check(listed == scores, "scores.csv.gz and the years differ")
with gzip.open(root / "scores.jsonl.gz", "rt") as lines:
    check(sum(1 for _ in lines) == count, "scores.jsonl.gz has another number of CVEs")
valid("modified.json", json.loads((root / "modified.json").read_text()))

for problem in problems[:20]:
    print(problem, file=sys.stderr)
print(f"{count} CVEs of {len(list(root.glob('CVE-*.json')))} years, {len(problems)} problems")
sys.exit(1 if problems or not count else 0)
