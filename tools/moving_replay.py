#!/usr/bin/env python3
"""The replay of the sources (serve.py), with sources that change from day to day and hosts that can be down.

    tools/moving_replay.py MIRROR_DIR FIRST LAST [--recent] [options of serve.py]

serve.py knows one day on which the CVE List changed and no other NVD than that of one day. Here the records that changed on that day
come on the days that they give between FIRST and LAST (those that give a later one, on days drawn by their identifiers), and the
records of NVD's "modified" feed are modified on days drawn the same way: the feeds of the years and the "modified" feed of each day,
which reaches back eight days, are made of them. All records are those of the replay; of NVD's, the day of modification is made up.
The file with all CVEs of a day holds all changes up to its midnight. With --recent, the CVE List and NVD have CVEs of 2025 and later
only, so that a home is filled in seconds.

    curl -X POST 'http://127.0.0.1:PORT/__as-of?2026-01-30'                  # moves the day, as with serve.py
    curl -X POST 'http://127.0.0.1:PORT/__down?nvd.nist.gov,github.com/CVE:400'  # these prefixes of HOST/PATH give no answer, or this one
    curl -X POST 'http://127.0.0.1:PORT/__faults?'                           # other faults, here none
"""
import argparse
import datetime as dt
import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import struct
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

RECENT = 2025
# Years of which NVD has a feed in the replay and of which the "modified" feed has records.
NVD_YEARS = (2021, 2022, 2025)
NVD_REACH = 8
ALL_CVES = re.compile(r"/(\d{4}-\d\d-\d\d)_all_CVEs_at_midnight\.zip\.zip$")


def load(mirror):
    spec = importlib.util.spec_from_file_location("serve", Path(mirror, "serve.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def moving(serve, work, first, last, recent):
    """Sources that change from day to day."""
    days = (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days

    def drawn(cve, before=0):
        """A day after the first, or up to so many days before."""
        return (dt.date.fromisoformat(first) + dt.timedelta(days=1 - before + zlib.crc32(cve.encode()) % (days + before))).isoformat()

    class Moving(serve.Sources):
        def __init__(self, data):
            super().__init__(data)
            changed = self.deltas[-1][1]
            base = self.base[1]
            if recent:
                base = os.path.join(work, "base.zip")
                with zipfile.ZipFile(base, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
                    for cve, name in self.names[self.base[1]].items():
                        if int(cve[4:8]) >= RECENT:
                            out.writestr(name, self.zips[self.base[1]].read(name))
            by_day = {}
            for cve, name in self.names[changed].items():
                when = self.updated(changed)[cve][:10]
                day = when if first < when <= last else drawn(cve)
                if not recent or int(cve[4:8]) >= RECENT:
                    by_day.setdefault(day, []).append((name, self.zips[changed].read(name)))
            self.base, self.deltas = (first, base), []
            for day, records in sorted(by_day.items()):
                path = os.path.join(work, f"{day}.delta.zip")
                with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
                    for name, body in records:
                        out.writestr(name, body)
                self.deltas.append((day, path))
            self.zips = {p: zipfile.ZipFile(p) for p in [base, *(p for _, p in self.deltas)]}
            self.names = {p: {n.rsplit("/", 1)[1][:-5]: n for n in z.namelist()} for p, z in self.zips.items()}
            self._updated, self._day, self._kept, self._whole, self._nvd = {}, "", {}, ("", ""), {}
            self.modified = {}
            for row in self.nvd_rows("modified"):
                cve = row["cve"]["id"]
                if int(cve[4:8]) in NVD_YEARS and (not recent or int(cve[4:8]) >= RECENT):
                    day = drawn(cve, NVD_REACH)
                    row["cve"]["lastModified"] = day + "T00:00:00.000"
                    self.modified[cve] = (day, row)

        def kept(self, day, key, make):
            """What a host says all day is made once."""
            with self.lock:
                if self._day != day:
                    self._day, self._kept = day, {}
                if key not in self._kept:
                    self._kept[key] = make()
                return self._kept[key]

        def rss(self, day, kind):
            return self.kept(day, ("rss", kind), lambda: super(Moving, self).rss(day, kind))

        def listing(self, day, kind):
            return self.kept(day, ("listing", kind), lambda: super(Moving, self).listing(day, kind))

        def delta_log(self, day):
            """Reaches back thirty days, whether anything changed on the first of them or not."""
            def make():
                log = json.loads(super(Moving, self).delta_log(day))
                oldest = (dt.date.fromisoformat(day) - dt.timedelta(days=30)).isoformat() + "T00:00:00.000Z"
                log.append({"fetchTime": oldest, "numberOfChanges": 0, "new": [], "updated": [], "error": []})
                return json.dumps(log).encode()
            return self.kept(day, "log", make)

        def modules(self, day):
            return self.kept(day, "modules", lambda: super(Moving, self).modules(day))

        def kev_catalog(self, day):
            return self.kept(day, "kev", lambda: super(Moving, self).kev_catalog(day))

        def pocs(self, day):
            def make():
                path = self.cache.file(f"poc-in-github-{day}.zip")
                there = os.path.exists(path)
                body = super(Moving, self).pocs(day)
                if not there:
                    os.remove(path)
                return body
            return self.kept(day, "pocs", make)

        def release(self, day):
            """Without the size of the file with all CVEs, which is made when it is asked for."""
            told = json.loads(super().release(day))
            told["assets"][0].pop("size")
            return json.dumps(told).encode()

        def whole(self, day):
            """The file with all CVEs: the base and what changed before the day."""
            with self.lock:
                if self._whole[0] != day:
                    if self._whole[1]:
                        os.remove(self._whole[1])
                    self._whole = (day, self.make_whole(day))
                return self._whole[1]

        def make_whole(self, day):
            newer = {}
            for d, path in self.deltas:
                if d < day:
                    newer.update({cve: (path, name) for cve, name in self.names[path].items()})
            path = os.path.join(work, f"all-{day}.zip")
            with open(self.base[1], "rb") as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
                for info in self.zips[self.base[1]].infolist():
                    if info.filename.rsplit("/", 1)[1][:-5] in newer:
                        continue
                    # Packed as it is: the head of an entry, its name and its extra field, then the packed bytes.
                    old.seek(info.header_offset)
                    head = old.read(30)
                    size = sum(struct.unpack("<HH", head[26:30])) + info.compress_size
                    info.header_offset = out.fp.tell()
                    out.fp.write(head + old.read(size))
                    out.filelist.append(info)
                    out.NameToInfo[info.filename] = info
                out.start_dir = out.fp.tell()
                out._didModify = True
                for cve, (delta, name) in newer.items():
                    out.writestr(serve.record_path(cve), self.zips[delta].read(name))
            self.zips[self.base[1]] = zipfile.ZipFile(self.base[1])
            return path

        # --- NVD
        def nvd_rows(self, part):
            with gzip.open(self.cache.file(f"nvd/nvdcve-2.0-{part}.json.gz")) as f:
                return json.load(f)["vulnerabilities"]

        def nvd(self, part, day):
            """The feed of a part and its .meta; None where the host has none."""
            if not os.path.exists(self.cache.file(f"nvd/nvdcve-2.0-{part}.json.gz")):
                return None
            if part != "modified" and recent and int(part) < RECENT:
                return None
            low = (dt.date.fromisoformat(day) - dt.timedelta(days=NVD_REACH)).isoformat() if part == "modified" else ""
            then = {cve: row for cve, (at, row) in self.modified.items()
                    if low < at <= day and (part == "modified" or cve[4:8] == part)}
            if not then and part != "modified":
                return [Path(self.cache.file(f"nvd/nvdcve-2.0-{part}.{end}")).read_bytes() for end in ("json.gz", "meta")]
            stamp = day if part == "modified" else max(self.modified[cve][0] for cve in then)
            with self.lock:
                if (part, stamp) not in self._nvd:
                    rows = [] if part == "modified" else [row for row in self.nvd_rows(part) if row["cve"]["id"] not in then]
                    rows += then.values()
                    body = json.dumps({"resultsPerPage": len(rows), "startIndex": 0, "totalResults": len(rows), "format": "NVD_CVE",
                                       "version": "2.0", "timestamp": stamp + "T00:00:00.000", "vulnerabilities": rows},
                                      separators=(",", ":")).encode()
                    packed = gzip.compress(body, 1, mtime=0)
                    meta = (f"lastModifiedDate:{stamp}T00:00:00-00:00\r\nsize:{len(body)}\r\nzipSize:{len(packed)}\r\n"
                            f"gzSize:{len(packed)}\r\nsha256:{hashlib.sha256(body).hexdigest().upper()}\r\n")
                    self._nvd = {key: kept for key, kept in self._nvd.items() if key[0] != part}
                    self._nvd[part, stamp] = [packed, meta.encode()]
                return self._nvd[part, stamp]

    return Moving


def handler(serve):
    class Handler(serve.Handler):
        def do_POST(self):
            path, _, query = self.path.partition("?")
            if path == "/__down":
                self.server.down = [prefix.partition(":") for prefix in query.split(",") if prefix]
            elif path == "/__faults":
                self.server.faults = [(k, float(v)) for k, v in (p.split("=") for p in query.split(",") if p)]
            else:
                return super().do_POST()
            return self.reply(200, b"ok\n", "text/plain")

        def serve(self, host, st, fault):
            for prefix, _, status in self.server.down:
                if self.path.lstrip("/").startswith(prefix):
                    if status:
                        return self.reply(int(status), b"down\n", "text/plain", {}, st)
                    fault = "reset"
            return super().serve(host, st, fault)

        def answer(self, host):
            path = self.path.partition("?")[0]
            sources, day = self.server.sources, self.server.day
            if host == "nvd.nist.gov":
                feed = re.search(r"/nvdcve-2\.0-(\d{4}|modified)\.(json\.gz|meta)$", path)
                made = feed and sources.nvd(feed.group(1), day)
                if not made:
                    raise serve.NotHere()
                return 200, made[feed.group(2) == "meta"], "application/octet-stream"
            all_cves = ALL_CVES.search(path)
            if host == "github.com" and all_cves:
                return 200, serve.Wrapped(sources, sources.whole(all_cves.group(1))), "application/zip"
            return super().answer(host)

    return Handler


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mirror")
    parser.add_argument("first")
    parser.add_argument("last")
    parser.add_argument("--recent", action="store_true")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--faults", default="")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    serve = load(args.mirror)
    work = tempfile.mkdtemp()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        serve.Sources = moving(serve, work, args.first, args.last, args.recent)
        serve.Handler = handler(serve)
        server = serve.Server(argparse.Namespace(data=str(Path(args.mirror, "data")), as_of=args.first, port=args.port, latency_ms=0,
                                                 stall_s=0, faults=args.faults, seed=args.seed))
        server.down = []
        print(f"mirror of {args.first} on http://127.0.0.1:{server.server_port}/", flush=True)
        server.serve_forever()
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
