#!/usr/bin/env python3
"""Checks that every relative link and every anchor in the Markdown files of a repository leads somewhere.

    tools/check_links.py [ROOT]

ROOT is the repository; without it, the one that this file is in.  Prints one line for each dead link,
`FILE:LINE: LINK: what is wrong`, and exits with 1 if there is any.  Links to the web are left alone: no network.
A link to a file that git ignores is dead, because nobody else has that file.
"""

import os
import re
import subprocess
import sys
import urllib.parse

SKIPPED_FOLDERS = {".git", "target", "node_modules"}

FENCE = re.compile(r" {0,3}(```+|~~~+)")
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
COMMENT = re.compile(r"<!--.*?-->", re.S)
ATX = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
INLINE = re.compile(r"\]\(\s*(?:<([^<>]*)>|((?:[^\s()<>]|\([^\s()]*\))*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
DEFINITION = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:[ \t]*(?:<([^<>]*)>|(\S+))")
REFERENCE = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
HTML_LINK = re.compile(r"<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*[\"']([^\"']*)[\"']", re.I)
HTML_ANCHOR = re.compile(r"<[a-z][^>]*?\b(?:id|name)\s*=\s*[\"']([^\"']+)[\"']", re.I)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
LINES = re.compile(r"L(\d+)(?:C\d+)?(?:-L(\d+)(?:C\d+)?)?")


def repository_files(root):
    """Paths relative to the root, with '/' between folders: what git knows or would add, else what lies there."""
    command = ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "surrogateescape")
        return {path for path in listed.split("\0") if path and os.path.exists(os.path.join(root, path))}
    except (OSError, subprocess.CalledProcessError):
        return set(walk(root))


def walk(root):
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        for name in files:
            yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")


def folders_of(files):
    """Every folder that holds one of the files; '.' is the root."""
    found = {"."}
    for path in files:
        while "/" in path:
            path = path.rpartition("/")[0]
            found.add(path)
    return found


def is_markdown(path):
    return path.lower().endswith((".md", ".markdown"))


def blank(match):
    """White space in place of a text, so that line numbers stay."""
    return re.sub(r"[^\n]", " ", match.group())


def prose(text):
    """The lines of a Markdown text, those of code blocks and comments blank."""
    lines, fence = [], ""
    for line in COMMENT.sub(blank, text).split("\n"):
        marker = FENCE.match(line)
        if fence:
            closes = marker and marker.group(1).startswith(fence) and not line[marker.end():].strip()
            fence = "" if closes else fence
            line = ""
        elif marker:
            fence, line = marker.group(1), ""
        lines.append(line)
    return lines


def slug(heading):
    """The anchor that GitHub and GitLab make of a heading."""
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", heading)
    text = re.sub(r"<[^>]*>", "", text)
    text = re.sub(r"(?<!\w)_+(\S(?:.*?\S)?)_+(?!\w)", r"\1", text)
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")


def headings(lines):
    for i, line in enumerate(lines):
        atx = ATX.match(line)
        if atx:
            yield atx.group(1)
        elif i > 0 and SETEXT.match(line) and lines[i - 1].strip() and not lines[i - 1].lstrip().startswith(("|", ">")):
            yield lines[i - 1]


def markdown_anchors(text):
    lines = prose(text)
    anchors, seen = set(HTML_ANCHOR.findall("\n".join(lines))), {}
    for heading in headings(lines):
        name = slug(heading)
        count = seen.get(name, 0)
        seen[name] = count + 1
        anchors.add(f"{name}-{count}" if count else name)
    return anchors


def links(lines):
    """Line number and target of each link; a reference without a definition has the target None and its name."""
    lines = [CODE.sub(blank, line) for line in lines]
    defined = {found.group(1).strip().lower() for line in lines if (found := DEFINITION.match(line))}
    for number, line in enumerate(lines, 1):
        definition = DEFINITION.match(line)
        if definition:
            yield number, definition.group(2) or definition.group(3), ""
            continue
        for found in INLINE.finditer(line):
            yield number, found.group(1) or found.group(2) or "", ""
        for target in HTML_LINK.findall(line):
            yield number, target, ""
        for found in REFERENCE.finditer(line):
            name = found.group(2) or found.group(1)
            if name.strip().lower() not in defined:
                yield number, None, found.group(0)


class Repository:
    def __init__(self, root):
        self.root = root
        self.files = repository_files(root)
        self.folders = folders_of(self.files)
        self.known_anchors = {}

    def text(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
            return file.read()

    def anchors(self, path):
        if path not in self.known_anchors:
            text = self.text(path)
            self.known_anchors[path] = (
                markdown_anchors(text) if is_markdown(path) else set(HTML_ANCHOR.findall(text)))
        return self.known_anchors[path]

    def complaint(self, page, target):
        """What is wrong with a link on a page, empty if nothing is."""
        if SCHEME.match(target) or target.startswith("//"):
            return ""
        path, _, anchor = target.partition("#")
        path, anchor = urllib.parse.unquote(path.partition("?")[0]), urllib.parse.unquote(anchor)
        if not path and not anchor:
            return "" if target == "#" else "empty link"
        if path.startswith("/"):
            place = os.path.normpath(path.lstrip("/") or ".")
        else:
            place = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
        place = place.replace(os.sep, "/")
        if place in self.folders:
            return "a folder has no anchors" if anchor else ""
        if place not in self.files:
            return "no such file"
        return self.anchor_complaint(place, anchor) if anchor else ""

    def anchor_complaint(self, path, anchor):
        place = LINES.fullmatch(anchor)
        if place and not is_markdown(path):
            last = int(place.group(2) or place.group(1))
            return "" if last <= self.text(path).count("\n") + 1 else "the file has fewer lines"
        return "" if anchor in self.anchors(path) else "no such anchor"

    def dead_links(self):
        for page in sorted(filter(is_markdown, self.files)):
            for number, target, reference in links(prose(self.text(page))):
                wrong = "no definition of this reference" if target is None else self.complaint(page, target)
                if wrong:
                    yield f"{page}:{number}: {reference or target}: {wrong}"


def main():
    if len(sys.argv) > 2 or sys.argv[1:] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0 if len(sys.argv) == 2 else 2
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    repository = Repository(sys.argv[1] if len(sys.argv) == 2 else here)
    dead = list(repository.dead_links())
    for line in dead:
        print(line)
    pages = sum(map(is_markdown, repository.files))
    print(f"{pages} Markdown files, {len(dead)} dead links", file=sys.stderr)
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
