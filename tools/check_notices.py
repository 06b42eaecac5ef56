"""Checks that every library in the jar has its licence text in it: check_notices.py JAR."""

import json
import re
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as jar:
    files = set(jar.namelist())
    components = json.loads(jar.read("META-INF/sbom/vigie.cdx.json"))["components"]
    notices = jar.read("META-INF/THIRD-PARTY-NOTICES.md").decode()

texts = {}
for row in re.findall(r"^\| (`.*`) \| .* \| (`.*`) \|$", notices, re.MULTILINE):
    for library in re.findall("`([^`]+)`", row[0]):
        texts[library] = re.findall("`([^`]+)`", row[1])

wrong = []
for component in components:
    library = f"{component['group']}:{component['name']}"
    if library not in texts:
        wrong.append(f"{library} is not in THIRD-PARTY-NOTICES.md")
    for text in texts.pop(library, []):
        if text.replace("VERSION", component["version"]) not in files:
            wrong.append(f"{text} of {library} is not in the jar")
wrong += [f"{library} is in THIRD-PARTY-NOTICES.md, but not in the jar" for library in texts]
print("\n".join(wrong) if wrong else f"licences of {len(components)} libraries: all there")
sys.exit(1 if wrong else 0)
