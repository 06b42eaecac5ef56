#!/usr/bin/env python3
"""Compares what `show --json` says of CVEs with the raw records of a replay of the sources.

    tools/check_facts.py MIRROR_DIR HOME [NUMBER]

HOME was filled from that replay on its day. Reads the records with a few lines of its own, independent of the program, and compares
up to sixteen facts of each of NUMBER CVEs (default 60), which are chosen by a digest of their ids: the same ones in every run.
Prints each difference and exits with 1 if there is one.
"""
import csv
import gzip
import hashlib
import json
import lzma
import os
import re
import subprocess
import sys

VIGIE = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "vigie")
DATA = os.path.join(sys.argv[1], "data")
HOME = sys.argv[2]
NUMBER = int(sys.argv[3]) if len(sys.argv) > 3 else 60
DAY = "2026-01-30"
# Publications are read for two years back.
FIRST_PUBLICATION = "2024-01-30"


def lines(name):
    with lzma.open(os.path.join(DATA, name), "rt", encoding="utf-8") as file:
        yield from file


def opened(name):
    return gzip.open(os.path.join(DATA, name), "rt", encoding="utf-8")


def draw(ids, number):
    return sorted(ids, key=lambda cve: hashlib.sha256(cve.encode()).digest())[:number]


def cve_ids(text):
    return set(re.findall(r"CVE-\d{4}-\d{4,}", text))


def chosen_and_sources():
    with open(os.path.join(DATA, "kev.json"), encoding="utf-8") as file:
        kev = {entry["cveID"].strip(): entry for entry in json.load(file)["vulnerabilities"]}
    exploit_db = {}
    for row in csv.DictReader(opened("files_exploits.csv.gz")):
        for cve in cve_ids(row["codes"]):
            exploit_db.setdefault(cve, set()).add(row["id"])
    modules = {}
    for name, module in json.load(opened("modules_metadata_base.json.gz")).items():
        for cve in {cve for reference in module["references"] for cve in cve_ids(reference)}:
            modules.setdefault(cve, set()).add(name)
    citing = {}
    for line in lines("certfr-bulletins.jsonl.xz"):
        bulletin = json.loads(line)
        first = min((revision["revision_date"][:10] for revision in bulletin["revisions"]), default="")
        if first >= FIRST_PUBLICATION:
            for cve in {cve for entry in bulletin["cves"] for cve in cve_ids(entry["name"])}:
                citing.setdefault(cve, set()).add(bulletin["reference"])
    records = {}
    every = set(re.search(r'"cveId":\s*"([^"]+)"', line).group(1) for line in lines("cves-2026-01-09.jsonl.xz"))
    ids = set(draw(every, NUMBER // 2))
    for some in (kev, exploit_db, modules, citing):
        ids |= set(draw(every & set(some), NUMBER // 8))
    for name in ("cves-2026-01-09.jsonl.xz", "cves-2026-01-30.delta.jsonl.xz"):
        for line in lines(name):
            cve = re.search(r'"cveId":\s*"([^"]+)"', line).group(1)
            if cve in ids:
                records[cve] = json.loads(line)
    nvd = {}
    for line in lines("nvd-2.0.jsonl.xz"):
        document = line.split("\t", 1)[1]
        cve = re.search(r'"id":\s*"([^"]+)"', document).group(1)
        if cve in ids:
            nvd[cve] = json.loads(document)["cve"]
    scores = opened("epss_scores-2026-01-30.csv.gz")
    scores.readline()
    epss = {row["cve"]: (float(row["epss"]), float(row["percentile"])) for row in csv.DictReader(scores) if row["cve"] in ids}
    return records, nvd, {"kev": kev, "exploit-db": exploit_db, "metasploit": modules, "citing": citing, "epss": epss}


def containers(record):
    return [record["containers"]["cna"], *record["containers"].get("adp", [])]


def assessments(record, nvd):
    found = set()
    for container in containers(record):
        for metric in container.get("metrics", []):
            for name, value in metric.items():
                if name.startswith("cvssV") and "vectorString" in value:
                    found.add((float(value["baseScore"]), value["vectorString"].strip()))
    for metrics in nvd.get("metrics", {}).values():
        for metric in metrics:
            found.add((float(metric["cvssData"]["baseScore"]), metric["cvssData"]["vectorString"].strip()))
    return found


def weaknesses(record, nvd):
    found = set()
    for container in containers(record):
        for kind in container.get("problemTypes", []):
            for description in kind["descriptions"]:
                if re.fullmatch(r"CWE-\d+", description.get("cweId", "")):
                    found.add(description["cweId"])
    for weakness in nvd.get("weaknesses", []):
        found |= {value["value"] for value in weakness["description"] if re.fullmatch(r"CWE-\d+", value["value"])}
    return found


def facts(cve, record, nvd, sources):
    """What the raw records say; a fact that they do not decide is left out."""
    metadata = record["cveMetadata"]
    cna = record["containers"]["cna"]
    yield "state", metadata["state"]
    yield "assigner", metadata["assignerShortName"]
    yield "modified", metadata["dateUpdated"][:19]
    if metadata["state"] != "PUBLISHED":
        return
    if "datePublished" in metadata:
        yield "published", metadata["datePublished"][:19]
    english = [text["value"] for text in cna["descriptions"] if text["lang"].lower().startswith("en")]
    if len(english) == 1:
        yield "description", " ".join(english[0].split())
    if "title" in cna:
        yield "title", " ".join(cna["title"].split())
    yield "assessments", assessments(record, nvd)
    yield "weaknesses", weaknesses(record, nvd)
    yield "references", {link["url"] for link in cna.get("references", [])}
    if cve in sources["epss"]:
        yield "epss", sources["epss"][cve]
    entry = sources["kev"].get(cve)
    yield "kev", (entry["dateAdded"], entry["dueDate"], entry["knownRansomwareCampaignUse"]) if entry else None
    yield "exploit-db", sources["exploit-db"].get(cve, set())
    yield "metasploit", sources["metasploit"].get(cve, set())
    yield "publications", sources["citing"].get(cve, set())


def said(document):
    """The same facts as the program tells them."""
    entry = next((e for e in document["catalogues"] if e["catalogue"] == "cisa" and not e["withdrawn"]), None)

    def evidence(source):
        return {sign["ref"] for sign in document["evidence"] if sign["source"] == source}

    epss = document["epss"][-1] if document["epss"] else None
    return {
        "state": document["state"],
        "assigner": document["assigner"],
        "published": (document["published"] or "")[:19],
        "modified": (document["modified"] or "")[:19],
        "description": " ".join((document["description"] or "").split()),
        "title": " ".join((document["title"] or "").split()),
        "assessments": {(a["score"], a["vector"]) for a in document["assessments"]},
        "weaknesses": {w["cwe"] for w in document["weaknesses"] if w["cwe"]},
        "references": {link["url"] for link in document["references"]},
        "epss": epss and (epss["score"], epss["percentile"]),
        "kev": entry and (entry["added"], entry["due"], entry["ransomware"]),
        "exploit-db": evidence("exploit-db"),
        "metasploit": evidence("metasploit"),
        "publications": {p["reference"] for p in document["publications"]},
    }


def agree(name, expected, told):
    if name in ("assessments", "weaknesses", "references", "publications", "exploit-db"):
        return expected <= told
    return expected == told


def documents(ids):
    command = [VIGIE, "--home", HOME, "--today", DAY, "show", "--json", "-"]
    text = subprocess.run(command, input="\n".join(ids), capture_output=True, text=True, check=True).stdout
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        yield document
        at += len(text[at:]) - len(text[at:].lstrip())


def main():
    records, nvd, sources = chosen_and_sources()
    compared = differences = 0
    shown = {document["cve"]: document for document in documents(sorted(records))}
    for cve, record in sorted(records.items()):
        if cve not in shown:
            print(f"{cve}: not shown")
            differences += 1
            continue
        told = said(shown[cve])
        for name, expected in facts(cve, record, nvd.get(cve, {}), sources):
            compared += 1
            if not agree(name, expected, told[name]):
                differences += 1
                print(f"{cve} {name}: the records say {expected!r}, the program {told[name]!r}")
    print(f"{compared - differences} of {compared} facts of {len(records)} CVEs agree")
    sys.exit(1 if differences or not compared else 0)


if __name__ == "__main__":
    main()
