#!/usr/bin/env python3
"""Writes src/ServiceDefaults/Text/nfkc.txt: what Unicode normalization form KC needs, as small lines of hexadecimal code points.

The process runs without ICU (InvariantGlobalization), where String.Normalize returns its input. Pinning the tables
also keeps stored hash vectors stable when the runtime learns a newer Unicode version.

Usage: eng/unicode/nfkc.py > src/ServiceDefaults/Text/nfkc.txt
"""
import sys
import unicodedata as ucd


def hex_of(points):
    return " ".join(f"{point:X}" for point in points)


def hangul(point):
    return 0xAC00 <= point <= 0xD7A3


points = [point for point in range(sys.maxunicode + 1) if not 0xD800 <= point <= 0xDFFF and not hangul(point)]
print(f"# Unicode {ucd.unidata_version}; written by eng/unicode/nfkc.py")

print("# compatibility decompositions: code point, then what it becomes")
for point in points:
    whole = [ord(part) for part in ucd.normalize("NFKD", chr(point))]
    if whole != [point]:
        print("D", hex_of([point, *whole]))

print("# combining classes other than 0: code point, class")
for point in points:
    if ucd.combining(chr(point)):
        print("M", hex_of([point, ucd.combining(chr(point))]))

print("# primary compositions: first, second, composed")
for point in points:
    parts = ucd.decomposition(chr(point)).split()
    if len(parts) == 2 and not parts[0].startswith("<") and ucd.normalize("NFC", chr(point)) == chr(point):
        print("C", hex_of([int(parts[0], 16), int(parts[1], 16), point]))
