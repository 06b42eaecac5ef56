#!/usr/bin/env python3
"""Makes a PNG small: the 256 most frequent colours, the others as the nearest of them.

Usage: fewer_colours.py IN.png OUT.png

Reads what Chromium writes: 8 bits a channel, RGB or RGBA, not interlaced. Standard library only.
"""

import collections
import struct
import sys
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunks(data):
    if not data.startswith(SIGNATURE):
        raise SystemExit("not a PNG")
    at = len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def unfiltered(raw, height, stride, bpp):
    """Rows of bytes without the filters of PNG (PNG specification, 9.2)."""
    before = bytearray(stride)
    at = 0
    for _ in range(height):
        kind, row = raw[at], bytearray(raw[at + 1 : at + 1 + stride])
        at += 1 + stride
        if kind == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, before))
        elif kind:
            for i in range(stride):
                left = row[i - bpp] if i >= bpp else 0
                up = before[i]
                corner = before[i - bpp] if i >= bpp else 0
                if kind == 1:
                    add = left
                elif kind == 3:
                    add = (left + up) >> 1
                else:
                    p = left + up - corner
                    a, b, c = abs(p - left), abs(p - up), abs(p - corner)
                    add = left if a <= b and a <= c else up if b <= c else corner
                row[i] = (row[i] + add) & 255
        yield bytes(row)
        before = row


def pixels(data):
    idat = b""
    for name, body in chunks(data):
        if name == b"IHDR":
            width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            if depth != 8 or kind not in (2, 6) or interlaced:
                raise SystemExit("only RGB and RGBA of 8 bits, not interlaced")
            bpp = 3 if kind == 2 else 4
        elif name == b"IDAT":
            idat += body
    for row in unfiltered(zlib.decompress(idat), height, width * bpp, bpp):
        yield [row[i : i + 3] for i in range(0, len(row), bpp)]


def main(source, target):
    with open(source, "rb") as file:
        rows = list(pixels(file.read()))
    counts = collections.Counter(colour for row in rows for colour in row)
    palette = [colour for colour, _ in counts.most_common(256)]
    index = {colour: number for number, colour in enumerate(palette)}

    def nearest(colour):
        if colour not in index:
            index[colour] = min(
                range(len(palette)), key=lambda n: sum((a - b) ** 2 for a, b in zip(palette[n], colour))
            )
        return index[colour]

    raw = b"".join(b"\0" + bytes(map(nearest, row)) for row in rows)
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(raw, 9)),
        (b"IEND", b""),
    ]
    with open(target, "wb") as file:
        file.write(SIGNATURE)
        for name, body in parts:
            file.write(struct.pack(">I", len(body)) + name + body)
            file.write(struct.pack(">I", zlib.crc32(name + body)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
