#!/usr/bin/env python3
"""Make sample.zip, the miniature mirror of the public sources that `./vigie demo` reads offline.

    tools/make_sample.py --mirror http://127.0.0.1:8099 --out src/main/resources/vigie/sample.zip

It reads a replay of the sources at --mirror (MIRROR/HOST/PATH answers as https://HOST/PATH does), selects some
publications of CERT-FR and about a thousand CVEs, and writes one entry HOST/PATH for each document, in the format of its
source.  Facts stay real: identifiers, dates, scores, vectors, CWE ids, names, versions, CPE names, addresses, counts.
Sentences do not: every document is rebuilt from its factual fields, and its titles and descriptions are composed here
from those facts.  At the end a check fails if eight consecutive words of an original text are found in the sample.

Standard library only.  The same mirror gives the same bytes.
"""
import argparse
import collections
import csv
import datetime as dt
import email.utils
import gzip
import hashlib
import io
import itertools
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib
from xml.sax.saxutils import escape

# ---------------------------------------------------------------------------------------------- what goes into the sample

ALERTS_SINCE = "2025-01-01"                              # every alert of CERT-FR from this day on
ADVISORIES = [f"CERTFR-{year}-AVI-{number}" for year, numbers in (
    ("2025", "0563 0582 0609 0611 0730 0764 0791 0819 0865 0886 0896 0930 0938 1007 1014 1023 1037 1040 1067 1083 "
             "1096 1102 1111 1123"),
    ("2026", "0014 0039 0044 0048 0050 0058 0076 0089 0090 0096 0097 0099 0101 0104 0110"),
) for number in numbers.split()]                         # 1037, 0090 and 0104 cite a CVE that the CVE List does not have
FAMOUS = """
    CVE-2014-6271 CVE-2015-7501 CVE-2018-13379 CVE-2021-21972 CVE-2021-26855 CVE-2021-34527 CVE-2021-44228 CVE-2022-26134
    CVE-2022-30190 CVE-2022-42475 CVE-2023-20198 CVE-2023-22515 CVE-2023-27997 CVE-2023-34362 CVE-2023-3519 CVE-2023-46604
    CVE-2023-46747 CVE-2023-46805 CVE-2023-48788 CVE-2023-4966 CVE-2024-1709 CVE-2024-21762 CVE-2024-21887 CVE-2024-23113
    CVE-2024-27198 CVE-2024-3400 CVE-2024-4577 CVE-2024-47575 CVE-2024-55591 CVE-2024-8190 CVE-2024-8963 CVE-2024-9680
    CVE-2025-6543""".split()
RECORDS = 1000                                           # CVE records in all; known-exploited ones fill up to this number
DELTA_RECORDS = 20

MAX_SYSTEMS = 40                                         # affected systems kept of one bulletin
MAX_AFFECTED, MAX_VERSIONS, MAX_REFERENCES, MAX_CPES = 25, 24, 10, 30

RELEASE = "api.github.com/repos/CVEProject/cvelistV5/releases/latest"
DELTA_LOG = "raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/deltaLog.json"
CERT_FR = "www.cert.ssi.gouv.fr"
NVD = "nvd.nist.gov/feeds/json/cve/2.0/nvdcve-2.0-"
EPSS = "epss.empiricalsecurity.com/epss_scores-current.csv.gz"
KEV = "www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"
EUKEV = "raw.githubusercontent.com/enisaeu/CNW/main/eukev/eukev.json"
EXPLOIT_DB = "gitlab.com/exploit-database/exploitdb/-/raw/main/files_exploits.csv"
METASPLOIT = "raw.githubusercontent.com/rapid7/metasploit-framework/master/db/modules_metadata_base.json"
NUCLEI = "raw.githubusercontent.com/projectdiscovery/nuclei-templates/main/cves.json"
POC = "github.com/nomi-sec/PoC-in-GitHub/archive/refs/heads/master.zip"

CVE_ID = re.compile(r"CVE-\d{4}-\d{4,19}")
URL = re.compile(r"(?:https?|ftp)://[^\s<>\"']+")
DATE_OF_ENTRIES = (2026, 1, 30, 0, 0, 0)

# ------------------------------------------------------------------------------------------------------- reading the mirror


class Mirror:
    def __init__(self, base):
        self.base = base.rstrip("/") + "/"

    def get(self, path):
        with urllib.request.urlopen(self.base + path) as answer:
            return answer.read()

    def find(self, path):
        try:
            return self.get(path)
        except urllib.error.HTTPError as e:
            if e.code == 404:
                return None
            raise

    def json(self, path):
        return json.loads(self.get(path))


class CveList:
    """The full list and the delta that the latest release names."""

    def __init__(self, mirror):
        self.release = mirror.json(RELEASE)
        assets = {("full" if "all_CVEs" in a["name"] else "delta"): a for a in self.release["assets"]}
        self.full_path, self.delta_path = (assets[k]["browser_download_url"].split("://")[1] for k in ("full", "delta"))
        outer = zipfile.ZipFile(io.BytesIO(mirror.get(self.full_path)))
        self.full = zipfile.ZipFile(io.BytesIO(outer.read("cves.zip")))
        self.delta = zipfile.ZipFile(io.BytesIO(mirror.get(self.delta_path)))
        self.in_full = {cve_of(n): n for n in self.full.namelist() if CVE_ID.search(n)}
        self.in_delta = {cve_of(n): n for n in self.delta.namelist() if CVE_ID.search(n)}
        self.delta_log = mirror.json(DELTA_LOG)

    def __contains__(self, cve):
        return cve in self.in_full or cve in self.in_delta

    def newest(self, cve):
        if cve in self.in_delta:
            return json.loads(self.delta.read(self.in_delta[cve]))
        return self.older(cve)

    def older(self, cve):
        return json.loads(self.full.read(self.in_full[cve]))

    def revised(self):
        return sorted(self.in_full.keys() & self.in_delta.keys())


def cve_of(path):
    return CVE_ID.search(path).group()


def read_publications(mirror):
    """reference -> (kind, row of the listing, bulletin)."""
    out = {}
    for kind in ("avis", "alerte"):
        for row in mirror.json(f"{CERT_FR}/{kind}/json/"):
            ref = row["reference"]
            if ref in ADVISORIES or kind == "alerte" and row["initial_release_date"] >= ALERTS_SINCE:
                out[ref] = (kind, row, mirror.json(f"{CERT_FR}/{kind}/{ref}/json/"))
    missing = set(ADVISORIES) - out.keys()
    if missing:
        sys.exit(f"the mirror does not have {sorted(missing)}")
    return dict(sorted(out.items()))


def read_nvd(mirror, last_year):
    """feed name -> {cve -> record}, and the head of each feed."""
    feeds, heads = {}, {}
    for name in [*map(str, range(2002, last_year + 1)), "modified"]:
        body = mirror.find(NVD + name + ".json.gz")
        if body:
            feed = json.loads(gzip.decompress(body))
            feeds[name] = {v["cve"]["id"]: v["cve"] for v in feed.pop("vulnerabilities")}
            heads[name] = feed
    return feeds, heads


def read_epss(mirror):
    lines = gzip.decompress(mirror.get(EPSS)).decode().splitlines()
    return lines[:2], {line.split(",", 1)[0]: line for line in lines[2:]}


class Source:
    """Everything that the mirror has, and which CVEs of it the sample takes."""

    def __init__(self, mirror):
        self.publications = read_publications(mirror)
        feed = mirror.get(f"{CERT_FR}/feed/").decode()
        self.news = re.search(r"<item>(?:(?!</item>).)*/actualite/.*?</item>", feed, re.S).group()
        self.cves = CveList(mirror)
        self.nvd, self.nvd_heads = read_nvd(mirror, int(self.cves.release["published_at"][:4]))
        self.epss_head, self.epss = read_epss(mirror)
        self.kev = mirror.json(KEV)
        self.eukev = mirror.json(EUKEV)
        self.exploit_db = list(csv.DictReader(io.StringIO(mirror.get(EXPLOIT_DB).decode())))
        self.metasploit = mirror.json(METASPLOIT)
        self.nuclei = [json.loads(line) for line in mirror.get(NUCLEI).splitlines() if line.strip()]
        self.poc_zip = zipfile.ZipFile(io.BytesIO(mirror.get(POC)))
        self.pocs = {cve_of(n): n for n in self.poc_zip.namelist() if CVE_ID.search(n)}
        self.cited = {c["name"] for _, _, doc in self.publications.values() for c in doc["cves"]}
        self.listed = self.select()
        self.wanted = self.cited | self.listed
        self.delta = self.select_delta()
        self.records = {c: self.cves.newest(c) for c in sorted(self.listed)}
        self.older = {c: self.cves.older(c) for c in self.cves.revised() if c in self.delta}

    def select(self):
        """The cited CVEs, the famous and the revised ones, then known-exploited ones, best known first."""
        chosen = {c for c in self.cited | set(FAMOUS) | set(self.cves.revised()) if c in self.cves}
        known = [set(self.pocs), {c for feed in self.nvd.values() for c in feed}, {n["ID"] for n in self.nuclei},
                 {r for m in self.metasploit.values() for r in m["references"]},
                 {c for row in self.exploit_db for c in row["codes"].split(";")}]
        candidates = [v["cveID"] for v in self.kev["vulnerabilities"]]
        candidates = [c for c in candidates if c in self.cves and c not in chosen]
        candidates.sort(key=lambda c: (-sum(c in s for s in known), c))
        return chosen | set(candidates[:RECORDS - len(chosen)])

    def select_delta(self):
        """The records that have an older version, then the latest changes, known-exploited ones first."""
        exploited = {v["cveID"] for v in self.kev["vulnerabilities"]}
        latest = [row["cveId"] for row in self.cves.delta_log[0]["new"] + self.cves.delta_log[0]["updated"]]
        latest = sorted((c for c in latest if c in self.listed), key=lambda c: (c not in exploited, c))
        return set(list(dict.fromkeys(self.cves.revised() + latest))[:DELTA_RECORDS])


# ------------------------------------------------------------------------------------- keeping facts and leaving sentences

SHINGLE = 8                                              # words in a row that must not be those of an original

# Fields of the CVE List and NVD documents that hold facts only: numbers, dates, identifiers, enumerations, names, addresses.
FACT_KEYS = set("""
    affected vendor product packageName collectionURL repo platforms cpes defaultStatus versions version status lessThan
    lessThanOrEqual versionType changes at programFiles
    cpeApplicability configurations nodes operator negate cpeMatch vulnerable criteria versionStartIncluding
    versionStartExcluding versionEndIncluding versionEndExcluding
    references url tags source
    metrics format cvssV2_0 cvssV3_0 cvssV3_1 cvssV4_0 cvssMetricV2 cvssMetricV30 cvssMetricV31 cvssData type
    vectorString baseScore baseSeverity attackVector attackComplexity attackRequirements privilegesRequired userInteraction
    scope confidentialityImpact integrityImpact availabilityImpact accessVector accessComplexity authentication
    vulnConfidentialityImpact vulnIntegrityImpact vulnAvailabilityImpact subConfidentialityImpact subIntegrityImpact
    subAvailabilityImpact Safety Automatable Recovery valueDensity vulnerabilityResponseEffort providerUrgency
    exploitCodeMaturity remediationLevel reportConfidence temporalScore temporalSeverity exploitabilityScore impactScore
    acInsufInfo obtainAllPrivilege obtainUserPrivilege obtainOtherPrivilege userInteractionRequired
    other content id role options Exploitation timestamp dateAdded reference namespace text value
    providerMetadata orgId shortName dateUpdated x_generator engine x_adpType capecId
    weaknesses description lang discovery advisory defect cveTags
    """.split()) | {"Technical Impact"}
NAME_KEYS = {"vendor", "product", "packageName"}
VERSION_KEYS = {"version", "lessThan", "lessThanOrEqual", "at"}
LIMITS = {"affected": MAX_AFFECTED, "versions": MAX_VERSIONS, "references": MAX_REFERENCES, "cpes": MAX_CPES,
          "cpeMatch": MAX_CPES, "programFiles": 5}


def is_fact(key, text):
    """Short enough to be a value; a name may be longer than the others."""
    words = len(text.split())
    if key in NAME_KEYS:
        return words < SHINGLE
    if key in VERSION_KEYS and len(re.findall(r"\b[^\W\d_]{3,}\b", text)) > 2:
        return False                                     # a phrase where a version should be
    if key not in VERSION_KEYS and words == 1:           # addresses, vectors and CPE names may be long
        return True
    return words <= 4 and len(text) <= 60


def facts(node, key=None):
    """A copy of a document with its factual fields only; None where nothing is left."""
    if isinstance(node, dict):
        kept = {k: facts(v, k) for k, v in node.items() if k in FACT_KEYS}
        kept = {k: v for k, v in kept.items() if v is not None}
        incomplete = any(k in node and k not in kept for k in ("product", "version"))
        return None if incomplete else kept or None
    if isinstance(node, list):
        kept = [v for v in (facts(v, key) for v in node) if v is not None][:LIMITS.get(key)]
        return kept or (None if node else [])
    if isinstance(node, str):
        return node if is_fact(key, node) else None
    return node


def only(node, *keys):
    """The factual fields of the given keys."""
    return facts({k: node[k] for k in keys if k in node}) or {}


# --------------------------------------------------------------------------------------------------- words for weaknesses

WEAKNESSES = {f"CWE-{number}": phrase for number, phrase in (line.split(" ", 1) for line in """
    20 missing input validation
    22 a path traversal
    23 a relative path traversal
    35 a path traversal
    36 an absolute path traversal
    41 a path equivalence flaw
    59 an unsafe link resolution
    61 an unsafe symbolic link resolution
    73 an external control of file names
    74 an injection flaw
    77 a command injection
    78 an operating system command injection
    79 a cross-site scripting flaw
    80 a basic cross-site scripting flaw
    89 an SQL injection
    93 a CRLF injection
    94 a code injection
    95 an eval injection
    116 an output encoding flaw
    119 a memory bounds error
    120 a classic buffer overflow
    121 a stack buffer overflow
    122 a heap buffer overflow
    123 a write-what-where condition
    124 a buffer underwrite
    125 an out-of-bounds read
    126 a buffer over-read
    129 an unchecked array index
    134 an uncontrolled format string
    178 a case sensitivity flaw
    190 an integer overflow
    191 an integer underflow
    197 a numeric truncation
    200 an information exposure
    201 an exposure of data sent to others
    209 an error message that says too much
    248 an uncaught exception
    250 an execution with needless privileges
    252 an unchecked return value
    266 a wrong privilege assignment
    269 a privilege management flaw
    276 a wrong default permission
    280 a permission handling flaw
    284 an access control flaw
    285 an authorization flaw
    287 an authentication flaw
    288 an authentication bypass by another path
    289 an authentication bypass by an alternate name
    290 an authentication bypass by spoofing
    294 an authentication bypass by replay
    295 a certificate validation flaw
    297 a host name validation flaw
    303 a wrongly built authentication
    305 an authentication bypass
    306 missing authentication
    316 a clear-text secret in memory
    319 clear-text transmission
    327 a broken cryptographic algorithm
    330 a weak random value
    338 a weak random generator
    345 missing verification of authenticity
    346 an origin validation flaw
    347 a signature verification flaw
    352 a cross-site request forgery
    359 an exposure of private data
    362 a race condition
    367 a time-of-check race condition
    384 a session fixation
    385 a timing side channel
    400 uncontrolled resource consumption
    401 a memory leak
    404 an unreleased resource
    415 a double free
    416 a use after free
    426 an untrusted search path
    427 an uncontrolled search path
    434 an unrestricted file upload
    436 an interpretation conflict
    444 an HTTP request smuggling flaw
    451 a misleading user interface
    457 a use of an uninitialized variable
    459 an incomplete cleanup
    476 a null pointer dereference
    489 active debug code
    502 an unsafe deserialization
    522 a poorly protected credential
    532 a secret in a log file
    552 a file open to outsiders
    590 a free of memory outside the heap
    601 an open redirect
    606 an unchecked loop condition
    611 an XML external entity flaw
    640 a weak password recovery
    665 a wrong initialization
    667 a locking flaw
    670 a control flow error
    672 a use of an expired resource
    674 uncontrolled recursion
    682 a wrong calculation
    693 a protection mechanism failure
    703 a mishandled exceptional condition
    732 a wrong permission on a resource
    754 a missing check for exceptional conditions
    755 a mishandled exception
    770 resource allocation without limits
    776 an XML entity expansion
    782 an exposed driver interface
    787 an out-of-bounds write
    789 an excessive memory allocation
    798 a hard-coded credential
    807 reliance on untrusted input
    822 an untrusted pointer dereference
    824 an access of an uninitialized pointer
    825 an expired pointer dereference
    829 an inclusion of untrusted functions
    835 an infinite loop
    843 a type confusion
    862 missing authorization
    863 a wrong authorization
    908 a use of an uninitialized resource
    917 an expression language injection
    918 a server-side request forgery
    922 an insecure storage
    940 an unverified communication source
    1021 a user interface overlay flaw
    1188 an insecure default
    1284 an unvalidated quantity
    1286 an unvalidated syntax
    1287 an unvalidated type
    1321 a prototype pollution
    1333 an inefficient regular expression
    1336 a template injection
    1390 a weak authentication""".strip().splitlines() for line in [line.strip()])}


def cwes(*numbers):
    return {f"CWE-{n}" for n in numbers}


RUNS_CODE = cwes(74, 77, 78, 94, 95, 119, 120, 121, 122, 123, 124, 134, 190, 191, 415, 416, 426, 427, 434, 502, 590, 787, 822,
                 824, 825, 829, 843, 917, 1321, 1336)
BREAKS_LOGIN = cwes(287, 288, 289, 290, 294, 303, 305, 306, 640, 798, 1390)
TRAVERSES = cwes(22, 23, 35, 36, 41, 59, 61, 73)
TYPICAL_EFFECT = {
    "CWE-79": "run a script in the browser of another user",
    "CWE-80": "run a script in the browser of another user",
    "CWE-89": "send SQL queries of their own to the database",
    "CWE-352": "send forged requests in the name of a user",
    "CWE-918": "send requests in the name of the server"}


def weakness_name(cwe):
    """'out-of-bounds write' for CWE-787."""
    return re.sub(r"^an? ", "", WEAKNESSES.get(cwe, "a weakness"))


# -------------------------------------------------------------------------------------------- the facts about one CVE

METRICS = ("cvssV3_1", "cvssV4_0", "cvssV3_0", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2", "cvssV2_0")
NO_NAME = {"", "n/a", "unknown", "unspecified", "multiple products", "not applicable"}
FIRM = re.compile(r"(_SE|,? (Corporation|Software Foundation|Foundation|Inc\.?|Ltd\.?|LLC|GmbH|Project))$")


class Cve:
    """What the composed sentences about a CVE are made of."""

    def __init__(self, cve, record, nvd, kev, part_of):
        containers = record["containers"]
        cna, parts = containers["cna"], [containers["cna"], *containers.get("adp", [])]
        affected = [a for part in parts for a in part.get("affected", [])]
        self.cve, self.listed = cve, kev
        names = [display_name(a.get("vendor", ""), a.get("product", a.get("packageName", ""))) for a in affected]
        others = set(filter(None, names[:len(cna.get("affected", []))]))
        names += [display_name(*cpe.split(":")[3:5]) for cpe in cpes_of(nvd or {})]
        name = next(filter(None, names), f"a component of {part_of}")
        whole = kev and display_name(kev["vendorProject"], kev["product"])
        self.product, self.others = (whole, 0) if whole else (name, len(others - {name}))
        files = [f for a in affected for f in a.get("programFiles", [])]
        if self.product == "the Linux kernel" and files:
            self.product += f" ({files[0]})"
        ids = [d["cweId"] for part in parts for p in part.get("problemTypes", []) for d in p["descriptions"] if d.get("cweId")]
        ids += [d["value"] for w in (nvd or {}).get("weaknesses", []) for d in w["description"]] + (kev or {}).get("cwes", [])
        self.cwe = next((c for c in ids if c in WEAKNESSES), next((c for c in ids if re.fullmatch(r"CWE-\d+", c)), None))
        self.score, vector = best_metric(parts, nvd)
        self.vector = dict(p.split(":", 1) for p in vector.split("/") if ":" in p and not p.startswith("CVSS"))
        self.versions, self.fix = version_phrases(cna.get("affected", []))

    @property
    def scope(self):
        """The product with the number of the others: 'Cisco IOS and 3 other products'."""
        if not self.others:
            return self.product
        return f"{self.product} and {self.others} other product" + "s" * (self.others > 1)

    @property
    def weakness(self):
        return WEAKNESSES.get(self.cwe, "a weakness") + (f" ({self.cwe})" if self.cwe else "")

    def level(self, *keys):
        """high, low or none, whichever the version of CVSS."""
        value = next((self.vector[k] for k in keys if k in self.vector), "N")
        return {"H": "high", "C": "high", "L": "low", "P": "low"}.get(value)

    @property
    def attacker(self):
        where = {"N": "a remote attacker", "A": "an attacker on the adjacent network", "L": "a local attacker",
                 "P": "an attacker with physical access"}.get(self.vector.get("AV"), "an attacker")
        privileges = self.vector.get("PR", self.vector.get("Au"))
        return where + {"N": " without authentication" if self.vector.get("AV") in ("N", "A") else "",
                        "L": " holding an ordinary account", "S": " holding an ordinary account",
                        "H": " holding administrator rights", "M": " holding several accounts"}.get(privileges, "")

    @property
    def impact(self):
        read, change, stop = self.level("VC", "C"), self.level("VI", "I"), self.level("VA", "A")
        if self.cwe in TYPICAL_EFFECT:
            return TYPICAL_EFFECT[self.cwe]
        if not self.vector and self.cwe in RUNS_CODE:
            return "execute arbitrary code or crash the product"
        if read == change == stop == "high":
            if self.cwe in RUNS_CODE:
                return "execute arbitrary code"
            if self.cwe in BREAKS_LOGIN:
                return "take over the product without valid credentials"
            return "gain elevated privileges" if self.vector.get("AV") == "L" else "take full control of the system"
        if self.cwe in TRAVERSES and (read or change):
            return "write files outside the intended folder" if change == "high" else "read files outside the intended folder"
        effects = [{"high": "read sensitive data", "low": "read some data"}.get(read),
                   {"high": "alter data", "low": "alter some data"}.get(change),
                   {"high": "cause a denial of service", "low": "slow the service down"}.get(stop)]
        return join([e for e in effects if e], "and") or "weaken the security of the system"

    @property
    def affected_sentence(self):
        if not self.versions:
            return ""
        shown, more = self.versions[:3], len(self.versions) - 3
        text = ", ".join(shown) + (f" and {more} more range" + "s" * (more > 1) if more > 0 else "")
        single = len(self.versions) == 1 and re.fullmatch(r"\S+", text)
        return f"version {text} is affected" if single else f"versions {text} are affected"

    def description(self):
        """One of several wordings, then what the metrics add."""
        if not self.vector:
            wordings = (f"{self.weakness} affects {self.scope}", f"{self.scope} must be patched against {self.weakness}")
        else:
            wordings = (f"{self.weakness} in {self.scope} lets {self.attacker} {self.impact}",
                        f"{self.scope} must be patched against {self.weakness}, with which {self.attacker} can {self.impact}",
                        f"in {self.scope}, {self.weakness} gives {self.attacker} the means to {self.impact}",
                        f"{self.attacker} can {self.impact} through {self.weakness} in {self.scope}")
        text = sentence(wordings[zlib.crc32(self.cve.encode()) % len(wordings)])
        if self.affected_sentence:
            text = text[:-1] + "; " + self.affected_sentence + "."
        if not self.vector:
            text += " Its severity has no rating yet."
        if self.vector.get("UI") in ("R", "A", "P"):
            text += " The attack needs some action from a user."
        if self.vector.get("S") == "C":
            text += " Its effects reach beyond the vulnerable component."
        return text

    def title(self):
        name = weakness_name(self.cwe) + (f" ({self.cwe})" if self.cwe else "")
        return f"{name[0].upper()}{name[1:]} in {self.product}"


def display_name(vendor, product):
    """'Fortinet FortiOS' for Fortinet and FortiOS, 'Microsoft Exchange' for Microsoft and Microsoft Exchange."""
    vendor, product = (FIRM.sub("", name.strip()).replace("_", " ") for name in (vendor, product))
    product = product.rsplit("/", 1)[1] if URL.fullmatch(product) else product
    if product.lower() in NO_NAME:
        return None
    if vendor.lower() == "linux" and product.lower() in ("linux", "linux kernel"):
        return "the Linux kernel"
    if vendor.lower() not in NO_NAME and not product.lower().startswith(vendor.lower().split()[0]):
        product = f"{vendor} {product}"
    return product if len(product.split()) <= 5 else " ".join(first_name(product).split()[:5])


def first_name(names):
    """The first one of 'Adaptive Security Appliance (ASA) and Firepower Threat Defense (FTD)'."""
    return re.split(r",| and | \(", names)[0]


def cpes_of(nvd):
    return [m["criteria"] for c in nvd.get("configurations", []) for n in c["nodes"] for m in n["cpeMatch"]]


def best_metric(parts, nvd):
    """(score, vector) of the metric that comes first in METRICS."""
    found = {}
    for metric in (m for part in parts for m in part.get("metrics", [])):
        for key in METRICS:
            if key in metric:
                found.setdefault(key, metric[key])
    for key, entries in (nvd or {}).get("metrics", {}).items():
        found.setdefault(key, entries[0]["cvssData"])
    best = next((found[k] for k in METRICS if k in found), {})
    return best.get("baseScore"), best.get("vectorString", "")


def version_phrases(affected):
    """(phrases for the affected versions of the first product that says any, first version with the fix)."""
    for entry in affected:
        versions = [v for v in (facts(v) for v in entry.get("versions", [])) if v and v.get("versionType") != "git"]
        phrases = [p for p in (version_phrase(v) for v in versions if v.get("status") == "affected") if p]
        fixed = [v["lessThan"] for v in versions if v.get("status") == "affected" and usable(v.get("lessThan", ""))]
        fixed += [v["version"] for v in versions if v.get("status") == "unaffected" and usable(v["version"])]
        if not phrases and fixed and entry.get("defaultStatus") == "affected":
            phrases = [f"before {fixed[0]}"]
        if phrases:
            return list(dict.fromkeys(phrases)), fixed[0].strip() if fixed else None
    return [], None


def usable(version):
    return bool(re.fullmatch(r"[vV]?\d[\w.+:~-]*", version.strip())) and version.strip("0. ") != ""


def version_phrase(v):
    start, before, last = (v.get(k, "").strip() for k in ("version", "lessThan", "lessThanOrEqual"))
    if usable(before):
        return f"{start} to {before} (not included)" if usable(start) and start != before else f"before {before}"
    if usable(last):
        return f"{start} to {last}" if usable(start) and start != last else f"up to {last}"
    return start if usable(start) else None


def sentence(text):
    return text[0].upper() + text[1:] + "."


def join(items, word):
    return f" {word} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


# ------------------------------------------------------------------------------------------------------ the CVE List

ADP_TITLES = {"CVE Program Container", "CISA ADP Vulnrichment"}


def cve_record(original, cve):
    """A CVE JSON 5 record with the facts of the original and sentences of our own."""
    meta = original["cveMetadata"]
    out = {"dataType": original["dataType"], "dataVersion": original["dataVersion"],
           "cveMetadata": {k: meta[k] for k in ("cveId", "assignerOrgId", "state", "assignerShortName", "dateReserved",
                                                "datePublished", "dateUpdated", "dateRejected") if k in meta}}
    containers = original["containers"]
    out["containers"] = {"cna": cna_container(containers["cna"], cve)}
    if containers.get("adp"):
        out["containers"]["adp"] = [adp_container(a) for a in containers["adp"]]
    return out


def cna_container(cna, cve):
    out = only(cna, "providerMetadata")
    if "rejectedReasons" in cna:
        out["rejectedReasons"] = [{"lang": "en", "value": rejection(cve.cve, cna)}]
        if "replacedBy" in cna:
            out["replacedBy"] = cna["replacedBy"]
        return out
    if "title" in cna:
        out["title"] = cve.title()
    description = {"lang": "en", "value": cve.description()}
    if any("supportingMedia" in d for d in cna["descriptions"]):
        html = f"<p>{escape(cve.description())}</p>"
        description["supportingMedia"] = [{"type": "text/html", "base64": False, "value": html}]
    out["descriptions"] = [description]
    out.update({k: cna[k] for k in ("datePublic", "dateAssigned") if k in cna})
    out.update(only(cna, "affected", "metrics", "cpeApplicability", "references", "tags"))
    if isinstance(cna.get("source"), dict):
        out["source"] = only(cna["source"], "advisory", "defect", "discovery")
    out.update(problem_types(cna))
    if "impacts" in cna:
        ids = [i["capecId"] for i in cna["impacts"] if i.get("capecId")]
        out["impacts"] = [{"capecId": c, "descriptions": [{"lang": "en", "value": c}]} for c in ids]
    if "solutions" in cna:
        text = f"Update {cve.product} to {cve.fix} or later." if cve.fix else f"Install the latest update of {cve.product}."
        out["solutions"] = [{"lang": "en", "value": text}]
    out.update(only(cna, "x_generator"))
    return out


def adp_container(adp):
    out = only(adp, "providerMetadata", "affected", "metrics", "references", "x_adpType", "x_generator")
    out.update(problem_types(adp))
    if adp.get("title") in ADP_TITLES:
        out["title"] = adp["title"]
    return out


def problem_types(container):
    """Names of weaknesses come from WEAKNESSES; a text without a CWE id becomes n/a."""
    types = []
    for p in container.get("problemTypes", []):
        descriptions = []
        for d in p["descriptions"]:
            cwe = d.get("cweId") or next(iter(re.findall(r"CWE-\d+", d.get("description", ""))), None)
            entry = {"lang": "en", "type": "CWE" if cwe else "text",
                     "description": f"{cwe} {weakness_name(cwe)}" if cwe in WEAKNESSES else cwe or "n/a"}
            descriptions.append({**({"cweId": d["cweId"]} if d.get("cweId") else {}), **entry})
        types.append({"descriptions": descriptions})
    return {"problemTypes": types} if types else {}


def rejection(cve, cna):
    named = [c for c in CVE_ID.findall(json.dumps(cna)) if c != cve]
    by = cna["providerMetadata"].get("shortName", "its owner")
    return f"{by} withdrew {cve}." + (f" See {join(sorted(set(named)), 'and')} instead." if named else "")


def cve_list_entries(source, cves):
    """The release, its two archives and the change log."""
    full, delta = {}, {}
    for c, original in source.records.items():
        body = json.dumps(cve_record(original, cves[c]), ensure_ascii=False, indent=4)
        if c in source.delta:
            delta[f"deltaCves/{c}.json"] = body
        else:
            full[list_path(c)] = body
    for c, original in source.older.items():
        older = Cve(c, original, None, cves[c].listed, None)
        full[list_path(c)] = json.dumps(cve_record(original, older), ensure_ascii=False, indent=4)
    archives = {source.cves.full_path: pack({"cves.zip": pack(full)}), source.cves.delta_path: pack(delta)}
    return {**archives, RELEASE: json.dumps(release(source.cves.release, archives)),
            DELTA_LOG: json.dumps(delta_log(source.cves.delta_log, source.delta))}


def list_path(cve):
    _, year, number = cve.split("-")
    return f"cves/{year}/{number[:-3] or '0'}xxx/{cve}.json"


def release(original, archives):
    sizes = {path.rsplit("/", 1)[1]: len(body) for path, body in archives.items()}
    out = {k: original[k] for k in ("url", "id", "tag_name", "name", "draft", "prerelease", "published_at")}
    out["assets"] = [{**{k: a[k] for k in ("name", "content_type")}, "size": sizes[a["name"]],
                      **{k: a[k] for k in ("updated_at", "browser_download_url")}} for a in original["assets"]]
    return out


def delta_log(original, wanted):
    out = []
    for entry in original:
        rows = {k: [r for r in entry[k] if r["cveId"] in wanted] for k in ("new", "updated", "error")}
        changes = sum(map(len, rows.values()))
        if changes:
            out.append({"fetchTime": entry["fetchTime"], "numberOfChanges": changes, **rows})
    return out


# ------------------------------------------------------------------------------------------------------------- NVD, EPSS


def nvd_entries(source, cves):
    out = {}
    for name, feed in source.nvd.items():
        rows = [{"cve": nvd_record(feed[c], cves[c])} for c in sorted(feed.keys() & source.listed)]
        if not rows:
            continue
        head = {**source.nvd_heads[name], "resultsPerPage": len(rows), "totalResults": len(rows)}
        body = json.dumps({**head, "vulnerabilities": rows}, ensure_ascii=False, separators=(",", ":")).encode()
        packed = gz(body)
        day = head["timestamp"][:10]
        out[NVD + name + ".json.gz"] = packed
        out[NVD + name + ".meta"] = (f"lastModifiedDate:{day}T03:00:00-05:00\r\nsize:{len(body)}\r\nzipSize:{len(packed)}\r\n"
                                     f"gzSize:{len(packed)}\r\nsha256:{hashlib.sha256(body).hexdigest().upper()}\r\n")
    return out


def nvd_record(original, cve):
    out = {k: original[k] for k in ("id", "sourceIdentifier", "published", "lastModified", "vulnStatus", "cveTags")}
    rejected = original["vulnStatus"] == "Rejected"
    out["descriptions"] = [{"lang": "en", "value": f"Rejected: {cve.cve} must not be used." if rejected else cve.description()}]
    out["metrics"] = facts(original["metrics"]) or {}
    out.update(only(original, "weaknesses", "configurations"))
    out["references"] = facts(original["references"], "references") or []
    return out


def epss_entry(source):
    rows = [source.epss[c] for c in sorted(source.wanted & source.epss.keys())]
    return {EPSS: gz("\n".join([*source.epss_head, *rows, ""]).encode())}


# --------------------------------------------------------------------------------------- known exploitation and exploits


def kev_entry(source, cves):
    rows = []
    for v in source.kev["vulnerabilities"]:
        if v["cveID"] not in source.listed:
            continue
        cve = cves[v["cveID"]]
        text = sentence(f"{cve.weakness} in {cve.product} is used in attacks: {cve.attacker} can {cve.impact}")
        if v["knownRansomwareCampaignUse"] == "Known":
            text += " Ransomware groups are among those who use it."
        product = v["product"] if is_fact("product", v["product"]) else first_name(v["product"])
        action = f"By {v['dueDate']}, install the fix of {v['vendorProject']} or take the product out of service."
        rows.append({"cveID": v["cveID"], "vendorProject": v["vendorProject"], "product": product,
                     "vulnerabilityName": cve.title(), "dateAdded": v["dateAdded"], "shortDescription": text,
                     "requiredAction": action,
                     **{k: v[k] for k in ("dueDate", "knownRansomwareCampaignUse")},
                     "notes": " ; ".join(URL.findall(v["notes"])), "cwes": v["cwes"]})
    head = {k: source.kev[k] for k in ("title", "catalogVersion", "dateReleased")}
    return {KEV: json.dumps({**head, "count": len(rows), "vulnerabilities": rows}, ensure_ascii=False)}


EUKEV_FACTS = ("cveID", "euvdID", "vendorProject", "product", "dateReported", "patchedSince", "originSource",
               "exploitationType", "cwes")


def eukev_entry(source, cves):
    rows = []
    for v in source.eukev:
        if v["cveID"] in source.listed:
            cve = cves[v["cveID"]]
            row = {k: x for k, x in v.items() if k in EUKEV_FACTS}
            row["shortDescription"] = sentence(f"attackers use {cve.weakness} in {cve.product} to {cve.impact}")
            if "vulnerabilityName" in v:
                row["vulnerabilityName"] = cve.title()
            if "notes" in v:
                row["notes"] = ", ".join(u.rstrip(",") for u in URL.findall(v["notes"]))
            rows.append(row)
    return {EUKEV: json.dumps(rows, ensure_ascii=False, indent=1)}


EXPLOIT_DB_FACTS = ("id", "file", "date_published", "type", "platform", "port", "date_added", "date_updated", "verified",
                    "codes")


def exploit_db_entry(source, cves):
    out = io.StringIO()
    table = csv.DictWriter(out, list(source.exploit_db[0]), restval="", lineterminator="\n")
    table.writeheader()
    for row in source.exploit_db:
        known = [c for c in row["codes"].split(";") if c in source.listed]
        if known:
            kept = {k: row[k] for k in EXPLOIT_DB_FACTS}
            kept["source_url"] = row["source_url"] if URL.fullmatch(row["source_url"] or "") else ""
            if row["description"]:
                kept["description"] = f"{cves[known[0]].product} - {row['type']} exploit for {known[0]}"
            table.writerow(kept)
    # The index is as new as its newest entry, of whatever CVE.
    newest = max(source.exploit_db, key=lambda row: (row["date_added"], int(row["id"])))
    table.writerow({**{k: newest[k] for k in EXPLOIT_DB_FACTS}, "codes": ""})
    return {EXPLOIT_DB: out.getvalue()}


def metasploit_entry(source, cves):
    out = {}
    for key, module in source.metasploit.items():
        known = [c for c in module["references"] if c in source.listed]
        if known:
            name = f"{cves[known[0]].product}: {module['type']} module for {known[0]}"
            out[key] = {"name": name, **{k: module[k] for k in ("fullname", "disclosure_date", "type", "references", "path")}}
    return {METASPLOIT: json.dumps(out, ensure_ascii=False, indent=1)}


def nuclei_entry(source, cves):
    lines = []
    for t in source.nuclei:
        if t["ID"] in source.listed:
            cve, info = cves[t["ID"]], t["Info"]
            lines.append({"ID": t["ID"], "Info": {"Name": f"{cve.product} - check for {t['ID']}", "Severity": info["Severity"],
                                                  "Description": cve.description() + "\n",
                                                  "Classification": {"CVSSScore": info["Classification"]["CVSSScore"]}},
                          "file_path": t["file_path"]})
    return {NUCLEI: "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)}


def poc_entry(source):
    files = {}
    for cve in sorted(source.pocs.keys() & source.listed):
        rows = [{"cveId": cve, "id": p["id"], "name": p["full_name"].split("/")[1], "full_name": p["full_name"],
                 "html_url": p["html_url"], "description": p["description"] and f"Code for {cve} (proof of concept)",
                 **{k: p[k] for k in ("fork", "created_at", "updated_at", "pushed_at", "stargazers_count", "forks_count")
                    if k in p}}
                for p in json.loads(source.poc_zip.read(source.pocs[cve]))]
        files[source.pocs[cve]] = json.dumps(rows, indent=2)
    return {POC: pack(files)}


# ---------------------------------------------------------------------------------------------------------------- CERT-FR

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
NUMBERS = "zéro une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
RISKS = {                                                # the closed list of risks that CERT-FR chooses from
    "Exécution de code arbitraire à distance", "Exécution de code arbitraire", "Élévation de privilèges",
    "Contournement de la politique de sécurité", "Atteinte à la confidentialité des données",
    "Atteinte à l'intégrité des données", "Déni de service à distance", "Déni de service",
    "Injection de code indirecte à distance (XSS)", "Falsification de requêtes côté serveur (SSRF)",
    "Injection SQL (SQLi)", "Injection de requêtes illégitimes par rebond (CSRF)", "Non spécifié par l'éditeur"}
PLATFORM = r"(?:Windows|Linux|macOS|Mac|iOS|Android|Kubernetes)"
END_OF_NAME = re.compile(r" versions? | antérieur| toutes | sans | avec |, se référer|\.\s")
BULLETIN_VERSION = re.compile(r"[\w-]*\d[\w.\-]*\w")


class Bulletin:
    """The facts about one publication, and its text in French."""

    def __init__(self, kind, doc, cves):
        self.kind, self.doc, self.ref = kind, doc, doc["reference"]
        self.cves = [c["name"] for c in doc["cves"]]
        self.risks = [r["description"] for r in doc["risks"] if r["description"] in RISKS]
        self.days = sorted(r["revision_date"][:10] for r in doc["revisions"])
        self.systems = [{"description": s["description"], "vendor": s["product"]["vendor"],
                         "product": short_product(s["product"]["name"])} for s in doc["affected_systems"][:MAX_SYSTEMS]]
        self.updated = bool(re.match(r"\W*M[àa]J", doc["title"]))
        revisions = [r["description"] for r in doc["revisions"]]
        prose = "\n".join([doc["summary"], doc["affected_systems_content"] or "", *revisions])
        self.exploited = exploited_cves(prose, self.cves, cves if kind == "alerte" else {})
        self.has_poc = bool(re.search(r"preuves? de concept|codes? d.exploitation public|\bPOC\b", prose, re.I))
        scored = [(cves[c].score, c) for c in self.cves if c in cves and cves[c].score]
        self.worst = max(scored, key=lambda s: (s[0], s[1]), default=None)

    @property
    def vendors(self):
        return named(s["vendor"]["name"] for s in self.systems)

    @property
    def subject(self):
        """'Citrix NetScaler ADC et NetScaler Gateway', or 'produits Cisco' where there are many."""
        pairs = list(dict.fromkeys((s["vendor"]["name"], s["product"]) for s in self.systems if s["product"] != "N/A"))
        if len(pairs) not in (1, 2) or any(s["product"] == "N/A" and len(self.vendors) == 1 for s in self.systems):
            return "produits " + join(self.vendors, "et")
        full = [product if product.startswith(vendor) else f"{vendor} {product}" for vendor, product in pairs]
        if len(self.vendors) == 1 and len(full) == 2:
            full[1] = pairs[1][1]
        return join(full, "et")

    @property
    def flaws(self):
        """'deux vulnérabilités', 'une vulnérabilité'."""
        n = len(self.cves)
        return f"{NUMBERS[n] if n < len(NUMBERS) else n} vulnérabilité" + "s" * (n > 1)

    def title(self):
        if not self.cves:
            text = "activité malveillante signalée" if self.kind == "alerte" else "vulnérabilité sans identifiant CVE"
        elif len(self.cves) == 1:
            text = self.flaws + (" activement exploitée" if self.exploited else "")
        else:
            n = len(self.exploited)
            text = self.flaws + (f", dont {NUMBERS[n]} activement exploitée" + "s" * (n > 1) if n else "")
            if n == len(self.cves):
                text = f"{self.flaws} activement exploitées"
        return ("[MàJ] " if self.updated else "") + f"{capital(self.subject)} : {text}"

    def exploitation(self):
        if not self.exploited:
            return ""
        plural = len(self.exploited) > 1
        return join(self.exploited, "et") + (" sont activement exploitées." if plural else " est activement exploitée.")

    def opening(self):
        subject = self.subject.replace("produits", "les produits", 1) if self.subject.startswith("produits") else self.subject
        if self.cves:
            text = f"{capital(self.flaws)} {'touchent' if len(self.cves) > 1 else 'touche'} {subject}."
        elif self.kind == "alerte":
            text = f"Une activité malveillante vise {subject} ; aucun identifiant CVE n'est cité."
        else:
            text = f"Une faiblesse sans identifiant CVE touche {subject}."
        risks = [r[0].lower() + r[1:] for r in self.risks if not r.startswith("Non spécifié")]
        if risks:
            text += f" Risques pour le système : {' ; '.join(risks)}."
        else:
            text += " L'éditeur n'a pas précisé les risques."
        if self.worst:
            score, cve = self.worst
            text += f" La note CVSS la plus haute est {str(float(score)).replace('.', ',')} ({cve})."
        return text

    def summary(self):
        poc = "Une preuve de concept circule publiquement." if self.has_poc else ""
        news = " ".join(filter(None, [self.exploitation(), poc]))
        if self.kind == "alerte" and len(self.days) > 1:
            news = news or "Les informations de cette alerte ont été complétées."
            return (f"**[Mise à jour du {french_day(self.days[-1])}]**\n\n{news}\n\n"
                    f"**[Publication initiale]**\n\n{self.opening()}")
        return self.opening() + (f"\n\n{news}" if news else "")

    def content(self):
        lines = list(dict.fromkeys(filter(None, (fixed_line(s) for s in self.systems))))[:12]
        text = "## Solutions\n\n"
        if lines:
            text += "Installer une version corrigée :\n\n" + "\n".join("* " + line for line in sorted(lines)) + "\n\n"
        text += "Les correctifs sont décrits dans les avis de l'éditeur, listés en section Documentation."
        if self.kind == "alerte":
            first, *later = dict.fromkeys(self.days)
            steps = [f"* {french_day(first)} : publication"] + [f"* {french_day(day)} : révision" for day in later]
            if self.doc.get("closed_at"):
                steps[-1] = f"* {french_day(self.doc['closed_at'])} : clôture"
            text += "\n\n## Chronologie\n\n" + "\n".join(steps)
        return text

    def document(self):
        doc = self.doc
        remark = doc["affected_systems_content"] and self.exploitation()
        out = {"$ref": doc["$ref"],
               "affected_systems": [{"description": system_text(s), "product": {"name": s["product"], "vendor": {
                   k: s["vendor"][k] for k in ("name", "scada")}}} for s in self.systems],
               "affected_systems_content": remark}
        if "closed_at" in doc:
            out["closed_at"] = doc["closed_at"]
        out.update({
            "content": self.content(),
            "cves": [{"name": c["name"], "url": c["url"]} for c in doc["cves"]],
            "links": [{"title": link_title(x["url"]), "url": x["url"]} for x in doc["links"]],
            "reference": self.ref,
            "revisions": [{"description": self.revision_text(r), "revision_date": r["revision_date"]}
                          for r in doc["revisions"]],
            "risks": [{"description": r} for r in self.risks],
            "summary": self.summary(),
            "title": self.title(),
            "vendor_advisories": [{"published_at": a["published_at"], "title": self.advisory_title(a), "url": a["url"]}
                                  for a in doc["vendor_advisories"]]})
        return out

    def revision_text(self, revision):
        day, text = revision["revision_date"][:10], revision["description"]
        if day == self.days[0]:
            return "Version initiale"
        if day == self.doc.get("closed_at"):
            return "Alerte close"
        named_cves = CVE_ID.findall(text)
        return "Révision : " + join(named_cves, "et") if named_cves else "Révision du bulletin"

    def advisory_title(self, advisory):
        """The vendor and the number of the advisory, or its day where it has no number."""
        numbers = [w for w in advisory["title"].split() if re.fullmatch(r"(?=\D*\d)[\w.-]{5,24}|cisco-sa-\S+", w)]
        vendor = next(iter(self.vendors), "éditeur")
        return f"Avis {vendor} " + (numbers[-1] if numbers else f"du {french_day(advisory['published_at'])}")


def exploited_cves(prose, cited, known):
    """CVEs that the bulletin calls actively exploited; for an alert also those of the known-exploited catalogue."""
    sentences = [s for s in re.split(r"(?<=[.!])\s+|\n", prose) if re.search(r"activement exploit", s)]
    said = {c for s in sentences for c in CVE_ID.findall(s)}
    return [c for c in sorted(cited) if c in said or c in known and known[c].listed]


def named(names):
    return list(dict.fromkeys(n for n in names if n != "N/A"))


def products_of(doc):
    """'VMware products' for a bulletin about VMware."""
    return " and ".join(named(s["product"]["vendor"]["name"] for s in doc["affected_systems"])) + " products"


def short_product(name):
    return name if is_fact("product", name) else re.split(r",| et | \(", name)[0]


def system_name(system):
    """What stands before the versions in the description, when it is short; else the name of the product."""
    head = END_OF_NAME.split(system["description"] + " ")[0].strip(" ,.").replace("Server Core installation", "Server Core")
    head = re.sub(r" pour (?:éditions|systèmes) (\d\d) bits", r" (\1 bits)", head)
    if not is_fact("product", head):
        head = re.sub(r" \([^)]*\)", "", head, count=1)
    if is_fact("product", head):
        return head
    return short_product(head) if system["product"] == "N/A" else system["product"]


def system_versions(system):
    """(branch, first fixed version), each possibly None."""
    text = system["description"]
    fixed = re.search(r"antérieures? à (?:la version )?(\S+)", text)
    branch = re.search(r"versions? (\S*\d\S*x)\b", text)
    fixed = BULLETIN_VERSION.match(fixed.group(1)) if fixed else None
    return branch and branch.group(1), fixed and fixed.group()


def system_text(system):
    name, (branch, fixed) = system_name(system), system_versions(system)
    if fixed:
        where = re.search(rf"antérieures.* (?:pour|sur) ({PLATFORM}(?: et {PLATFORM})?)", system["description"])
        name = f"{name} pour {where.group(1)}" if where else name
        return f"Versions {branch + ' ' if branch else ''}antérieures à {fixed} {of(name)}"
    if branch:
        return f"Versions {branch} {of(name)}"
    numbers = re.search(r" versions? ((?:(?:et|ou)? ?[\w.\-]*\d[\w.\-]*,? ?){1,6})", system["description"])
    if numbers:
        return f"{name} ({', '.join(BULLETIN_VERSION.findall(numbers.group(1)))})"
    return f"Toutes les versions {of(name)}" if "toutes versions" in system["description"] else name


def of(name):
    return f"d'{name}" if name[0].lower() in "aeio" else f"de {name}"


def fixed_line(system):
    branch, fixed = system_versions(system)
    return fixed and f"{system_name(system)} : {fixed}" + (f" (branche {branch})" if branch else "")


def link_title(url):
    reference = re.search(r"CERT(?:FR|A)-\d{4}-[A-Z]+-\d+", url)
    return f"Publication {reference.group()}" if reference else f"Page de {urllib.parse.urlsplit(url.strip()).hostname}"


def capital(text):
    return text[0].upper() + text[1:]


def french_day(iso):
    year, month, day = iso[:10].split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def cert_fr_entries(source, cves):
    bulletins = {ref: Bulletin(kind, doc, cves) for ref, (kind, _, doc) in source.publications.items()}
    out = {f"{CERT_FR}/{b.kind}/{ref}/json/index": json.dumps(b.document(), ensure_ascii=False, separators=(",", ":"))
           for ref, b in bulletins.items()}
    for kind in ("avis", "alerte"):
        out[f"{CERT_FR}/{kind}/json/index"] = listing(source, bulletins, kind)
        out[f"{CERT_FR}/{kind}/feed/index"] = rss([b for b in bulletins.values() if b.kind == kind])
    out[f"{CERT_FR}/feed/index"] = rss(bulletins.values(), news_item(source.news))
    return out


def listing(source, bulletins, kind):
    """In no useful order and with some dates missing, as the real listing."""
    rows = []
    for ref in sorted((r for r, b in bulletins.items() if b.kind == kind), key=lambda r: hashlib.sha256(r.encode()).digest()):
        row = source.publications[ref][1]
        out = {"reference": ref, "title": bulletins[ref].title(),
               **{k: row[k] for k in ("initial_release_date", "last_revision_date", "json_url") if k in row}}
        if len(rows) % 20 == 0:
            out.pop("last_revision_date", None)
        rows.append(out)
    return json.dumps(rows, ensure_ascii=False)


def rss(bulletins, first=""):
    newest = sorted(bulletins, key=lambda b: (b.days[0], b.ref), reverse=True)[:39 if first else 40]
    items = [rss_item(f"{b.title()} ({french_day(b.days[0])})", f"https://{CERT_FR}/{b.kind}/{b.ref}/", b.summary(),
                      email.utils.format_datetime(dt.datetime.fromisoformat(b.days[0] + "T00:00:00+00:00"))) for b in newest]
    return ('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'
            f"<channel><title>CERT-FR</title><link>https://{CERT_FR}/</link><description>CERT-FR - ANSSI</description>"
            f'<atom:link href="https://{CERT_FR}/feed/" rel="self"></atom:link><language>fr-fr</language>'
            f"{first}{''.join(items)}</channel></rss>")


def rss_item(title, url, text, date):
    return (f"<item><title>{escape(title)}</title><link>{url}</link><description>{escape(text)}</description>"
            f"<pubDate>{date}</pubDate><guid>{url}</guid></item>")


def news_item(original):
    """The publication that is neither avis nor alerte."""
    url, date = (re.search(f"<{tag}>(.*?)</{tag}>", original).group(1) for tag in ("link", "pubDate"))
    day = email.utils.parsedate_to_datetime(date).date().isoformat()
    return rss_item(f"{url.rstrip('/').rsplit('/', 1)[1]} : l'actualité ({french_day(day)})", url,
                    "Retour sur les publications récentes et sur les faits marquants.", date)


# --------------------------------------------------------------------------------------------------------------- packing


def pack(entries, method=zipfile.ZIP_STORED):
    """A zip with sorted entries and fixed dates.  Archives in the sample are stored: deflated as a whole they get smaller."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, body in sorted(entries.items()):
            info = zipfile.ZipInfo(name, DATE_OF_ENTRIES)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".gz") else method
            info.create_system, info.external_attr = 3, 0o644 << 16
            z.writestr(info, body, compresslevel=9)
    return out.getvalue()


def gz(body):
    """The same bytes from every version of Python: no time, and no operating system in the head."""
    packed = gzip.compress(body, 9, mtime=0)
    return packed[:9] + b"\xff" + packed[10:]


def build(source):
    """HOST/PATH -> body."""
    newest_nvd = {c: r for feed in source.nvd.values() for c, r in feed.items() if c in source.listed}
    kev = {v["cveID"]: v for v in source.kev["vulnerabilities"]}
    citing = {c["name"]: doc for _, _, doc in source.publications.values() for c in doc["cves"]}
    cves = {c: Cve(c, record, newest_nvd.get(c), kev.get(c), products_of(citing[c]) if c in citing else "a product")
            for c, record in source.records.items()}
    return {**cert_fr_entries(source, cves), **cve_list_entries(source, cves), **nvd_entries(source, cves),
            **epss_entry(source), **kev_entry(source, cves), **eukev_entry(source, cves), **exploit_db_entry(source, cves),
            **metasploit_entry(source, cves), **nuclei_entry(source, cves), **poc_entry(source)}


# -------------------------------------------------------------------------------------------------------------- self-check

EDGE = re.compile(r"^[\W_]+|[\W_]+$")


def leaves(node):
    """The strings of a document."""
    if isinstance(node, (dict, list)):
        for v in node.values() if isinstance(node, dict) else node:
            yield from leaves(v)
    elif isinstance(node, str):
        yield node


def shingles(text):
    """Every run of eight words; addresses and markup are no words."""
    words = [w for w in (EDGE.sub("", w.lower()) for w in re.sub(r"<[^>]*>", " ", URL.sub(" ", text)).split()) if w]
    return {" ".join(words[i:i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def originals(source):
    """Every document of the mirror that the sample was made from."""
    yield [doc for _, _, doc in source.publications.values()]
    yield [row for _, row, _ in source.publications.values()]
    yield [source.news]
    yield [*source.records.values(), *source.older.values()]
    yield [feed[c] for feed in source.nvd.values() for c in feed.keys() & source.listed]
    yield [v for v in source.kev["vulnerabilities"] + source.eukev if v["cveID"] in source.listed]
    yield [row for row in source.exploit_db if source.listed.intersection(row["codes"].split(";"))]
    yield [m for m in source.metasploit.values() if source.listed.intersection(m["references"])]
    yield [t for t in source.nuclei if t["ID"] in source.listed]
    yield [json.loads(source.poc_zip.read(n)) for c, n in source.pocs.items() if c in source.listed]


def texts(name, body):
    """The strings of one entry of the sample; archives are opened."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(body)) as z:
            for inner in z.namelist():
                yield from texts(inner, z.read(inner))
    elif name.endswith(".gz"):
        yield from texts(name[:-3], gzip.decompress(body))
    elif name == NUCLEI:
        for line in body.splitlines():
            yield from leaves(json.loads(line))
    elif name.endswith((".json", "/json/index", "/latest")):
        yield from leaves(json.loads(body))
    elif name.endswith(".csv"):
        yield from itertools.chain.from_iterable(csv.reader(io.StringIO(body.decode())))
    else:
        yield from re.split(r"</?(?:title|description|link|guid|item|pubDate)>", body.decode())


def copied_sentences(source, sample):
    """Runs of eight words that the sample shares with the originals, with the number of runs compared."""
    known = {s for docs in originals(source) for text in leaves(docs) for s in shingles(text)}
    with zipfile.ZipFile(io.BytesIO(sample)) as z:
        own = {s for name in z.namelist() for text in texts(name, z.read(name)) for s in shingles(text)}
    return sorted(known & own), len(known), len(own)


# ------------------------------------------------------------------------------------------------------------------- main


def print_counts(source, entries):
    kinds = collections.Counter(kind for kind, _, _ in source.publications.values())
    states = collections.Counter(r["cveMetadata"]["state"] for r in source.records.values())
    listed = source.listed
    counts = {
        "publications": f"{len(source.publications)} ({kinds['avis']} avis, {kinds['alerte']} alertes), "
                        f"{sum(not doc['cves'] for _, _, doc in source.publications.values())} without a CVE",
        "CVEs cited": f"{len(source.cited)}, not in the list: {' '.join(sorted(source.cited - listed))}",
        "CVE List": f"{len(listed)} ({dict(states)}), delta {len(source.delta)}, with an older version {len(source.older)}",
        "NVD": {name: len(feed.keys() & listed) for name, feed in source.nvd.items() if feed.keys() & listed},
        "EPSS": len(source.wanted & source.epss.keys()),
        "KEV": json.loads(entries[KEV])["count"],
        "EU KEV": len(json.loads(entries[EUKEV])),
        "Exploit-DB": entries[EXPLOIT_DB].count("\n") - 1,
        "Metasploit": len(json.loads(entries[METASPLOIT])),
        "Nuclei": entries[NUCLEI].count("\n"),
        "PoC in GitHub": f"{len(source.pocs.keys() & listed)} CVEs",
    }
    for name, value in counts.items():
        print(f"{name:14} {value}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirror", required=True, help="address of the replay of the sources")
    parser.add_argument("--out", required=True, help="file to write")
    args = parser.parse_args()
    source = Source(Mirror(args.mirror))
    entries = build(source)
    sample = pack(entries, zipfile.ZIP_DEFLATED)
    print_counts(source, entries)
    copied, known, own = copied_sentences(source, sample)
    print(f"self-check     {own} runs of {SHINGLE} words against {known} of the originals: {len(copied)} in common")
    if copied:
        sys.exit("\n".join(copied[:400]))
    os.makedirs(os.path.dirname(os.path.abspath(args.out)), exist_ok=True)
    with open(args.out, "wb") as f:
        f.write(sample)
    print(f"wrote          {args.out}, {len(entries)} entries, {len(sample)} bytes")


if __name__ == "__main__":
    main()
