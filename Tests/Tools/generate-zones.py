#!/usr/bin/env python3
"""Writes Sources/Rulebook/Zones/ZoneData.swift from the system's compiled time zones.

Usage: Tests/Tools/generate-zones.py [ZONEINFO_DIRECTORY]

Works with any TZif flavour: what the file lists since 1990 is kept, and what its footer (a POSIX TZ rule)
would yield anyway is dropped again. Times are minutes; a zone that needs seconds since 1990 stops the script.
"""

import pathlib
import re
import struct
import sys
from datetime import date

EPOCH_MINUTE = (date(1990, 1, 1) - date(1970, 1, 1)).days * 1440
NOT_ZONES = {"Factory", "localtime", "posixrules"}
TARGET = pathlib.Path(__file__).parents[2] / "Sources/Rulebook/Zones/ZoneData.swift"
LINE_WIDTH = 112


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/zoneinfo")
    version = re.match(r"# version (\S+)", (root / "tzdata.zi").read_text()).group(1)
    names_by_record = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_dir() or name.split("/")[0] in ("posix", "right") or name in NOT_ZONES:
            continue
        content = path.read_bytes()
        if content[:4] == b"TZif":
            names_by_record.setdefault(record(name, content), []).append(name)
    records = sorted(",".join(names) + ":" + data for data, names in names_by_record.items())
    text = "".join(entry + ";" for entry in records)
    lines = "\n".join("    " + text[i : i + LINE_WIDTH] for i in range(0, len(text), LINE_WIDTH))
    TARGET.write_text(HEADER.format(version=version) + lines + FOOTER)
    names = sum(map(len, names_by_record.values()))
    print(f"tzdata {version}: {names} names, {len(records)} zones, {len(text)} characters")


def record(name, content):
    """`offsets:transitions:rule`, all in minutes; see ZoneDataParser.swift."""
    transitions, footer = read_tzif(content)
    rule = parse_rule(footer)
    ruled = {}
    if rule:
        for year in range(1989, 2101):
            ruled.update(rule_transitions(rule, year))
    kept, offset = [], None
    for at, seconds in transitions:
        if seconds % 60 and at > EPOCH_MINUTE * 60:
            sys.exit(f"{name}: an offset of {seconds} s since 1990")
        if at <= EPOCH_MINUTE * 60:
            offset = seconds
        elif seconds != (kept[-1][1] if kept else offset):
            kept.append((at, seconds))
    initial = offset if offset is not None else constant_offset(footer)
    initial -= initial % 60
    if not rule and (kept[-1][1] if kept else initial) != constant_offset(footer):
        sys.exit(f"{name}: the footer {footer} contradicts the last transition")
    while rule and len(kept) > 1 and ruled.get(kept[-1][0]) == kept[-1][1] and follows(kept, ruled):
        kept.pop()
    if rule and not kept:
        sys.exit(f"{name}: a rule without a listed transition to begin with")
    offsets = list(dict.fromkeys([initial] + [o for _, o in kept] + (list(rule[:2]) if rule else [])))
    letters = "abcdefghijklmnopqrstuvwxyz"
    encoded, previous = "", EPOCH_MINUTE
    for at, seconds in kept:
        if at % 60:
            sys.exit(f"{name}: a transition within a minute")
        encoded += letters[offsets.index(seconds)] + base36(at // 60 - previous)
        previous = at // 60
    tail = ""
    if rule:
        standard, daylight, begins, ends = rule
        changes = [f"{m}.{w}.{d}.{s // 60}" for m, w, d, s in (begins, ends)]
        tail = ",".join([letters[offsets.index(standard)], letters[offsets.index(daylight)], *changes])
    return ",".join(str(o // 60) for o in offsets) + ":" + encoded + ":" + tail


def follows(kept, ruled):
    """Whether the rule alone leads from the transition before the last to the last: none missed between."""
    before, last = kept[-2][0], kept[-1][0]
    return not any(before < at < last for at in ruled)


def read_tzif(content):
    """All (UTC second, offset) of the 64-bit block, and the footer (RFC 9636)."""
    start = 44 + block_length(content, 0, 4)
    isut, isstd, leap, count, types, chars = struct.unpack(">6L", content[start + 20 : start + 44])
    body = start + 44
    times = struct.unpack(f">{count}q", content[body : body + 8 * count])
    indices = content[body + 8 * count : body + 9 * count]
    table = body + 9 * count
    offsets = [struct.unpack(">l", content[table + 6 * i : table + 6 * i + 4])[0] for i in range(types)]
    footer = content[start + 44 + block_length(content, start, 8) :].decode().strip("\n")
    return [(-(1 << 62), offsets[0])] + [(t, offsets[i]) for t, i in zip(times, indices)], footer


def block_length(content, start, time_size):
    isut, isstd, leap, count, types, chars = struct.unpack(">6L", content[start + 20 : start + 44])
    return count * (time_size + 1) + types * 6 + chars + leap * (time_size + 4) + isstd + isut


NAME = r"(?:<[^>]+>|[A-Za-z]+)"
CLOCK = r"[+-]?\d+(?::\d+)?(?::\d+)?"


def constant_offset(footer):
    return -clock(re.match(f"{NAME}({CLOCK})", footer).group(1))


def parse_rule(footer):
    """(standard, daylight, begins, ends), offsets in seconds east, or None without daylight saving."""
    head, *changes = footer.split(",")
    match = re.fullmatch(f"{NAME}({CLOCK})(?:{NAME}({CLOCK})?)?", head)
    if not changes:
        return None
    standard = -clock(match.group(1))
    daylight = -clock(match.group(2)) if match.group(2) else standard + 3600
    return (standard, daylight, *map(change, changes))


def change(text):
    day, _, time = text.partition("/")
    month, week, weekday = map(int, re.fullmatch(r"M(\d+)\.(\d)\.(\d)", day).groups())
    return month, week, weekday, clock(time) if time else 7200


def clock(text):
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])


def rule_transitions(rule, year):
    standard, daylight, begins, ends = rule
    return {
        local_second(begins, year) - standard: daylight,
        local_second(ends, year) - daylight: standard,
    }


def local_second(change, year):
    month, week, weekday, second = change
    matching = []
    for day in range(1, 32):
        try:
            candidate = date(year, month, day)
        except ValueError:
            break
        if candidate.isoweekday() % 7 == weekday:
            matching.append(candidate)
    chosen = matching[-1] if week == 5 else matching[week - 1]
    return (chosen - date(1970, 1, 1)).days * 86400 + second


def base36(number):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text or "0"


HEADER = '''/// The IANA time zone database as text, from 1990 on; generated by Tests/Tools/generate-zones.py, not by hand.
///
/// The data is in the public domain. `ZoneDataParser` says how to read it.
enum ZoneData {{
  /// The release of tzdata that the text was made from.
  static let version = "{version}"

  static let text = """
'''
FOOTER = '''
    """
}
'''

main()
