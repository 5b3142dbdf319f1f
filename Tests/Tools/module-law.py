#!/usr/bin/env python3
"""Holds the module law: which of our targets may import what.

Two things are compared with the table below: the dependencies that `swift package dump-package` reports,
and the `import` lines of every file under Sources/. A breach names the file and line. The table is the
law; change it only together with a page under docs/adr/.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Our own targets that each target may import directly; what those may import, it may import too.
MAY_IMPORT = {
    "BusinessTime": set(),
    "Helpdesk": {"BusinessTime"},
    "Rulebook": {"Helpdesk"},
    "WhatsApp": {"Helpdesk", "CSimdJSON", "COpenSSL"},
    "Gateway": {"BusinessTime", "Helpdesk", "Rulebook", "WhatsApp"},
    "SQLiteStore": {"Gateway"},
    "CurlClient": {"Gateway", "CCurl"},
    "Prometheus": {"Gateway"},
    "WebAPI": {"Gateway"},
    "Sandbox": {"BusinessTime"},
    "SandboxHTTP": {"Sandbox"},
    "Simulation": {"Gateway", "Sandbox"},
    "simulate": {"Simulation", "SQLiteStore"},
    "acuse": {"BusinessTime", "Helpdesk", "Rulebook", "WhatsApp", "Gateway", "SQLiteStore", "CurlClient", "Prometheus",
              "WebAPI", "Sandbox", "SandboxHTTP", "CMalloc"},
    "CCurl": set(), "COpenSSL": set(), "CSimdJSON": set(), "CMalloc": set(),
    # Not part of the product: what `make bench` measures against.
    "bare-post": set(),
    # Nor this: it learns what the lexicon ships with.
    "train-triage": {"Gateway", "Helpdesk"},
}

# The shims belong to one module each: they are not passed on.
PRIVATE = {"CCurl", "COpenSSL", "CSimdJSON", "CMalloc"}

COMMON = {"Foundation", "Logging", "Metrics", "HTTPTypes", "NIOCore"}
# The C library and the synchronization module come with the toolchain.
PLATFORM = {"Glibc", "Synchronization", "Dispatch", "Swift"}
LIBRARIES = {
    "BusinessTime": set(),
    "Helpdesk": {"Foundation"},
    "Rulebook": COMMON | PLATFORM | {"Yams"},
    "WhatsApp": COMMON | PLATFORM,
    "Gateway": COMMON | PLATFORM | {"Mustache", "ServiceLifecycle"},
    "SQLiteStore": COMMON | PLATFORM | {"GRDB"},
    "CurlClient": COMMON | PLATFORM | {"ServiceLifecycle"},
    "Prometheus": {"Metrics", "Synchronization"},
    "WebAPI": COMMON | PLATFORM | {"Hummingbird", "HummingbirdCore", "ServiceLifecycle", "NIOPosix"},
    "Sandbox": PLATFORM | {"Foundation"},
    "SandboxHTTP": COMMON | PLATFORM | {"Hummingbird", "HummingbirdCore", "ServiceLifecycle", "NIOPosix", "NIOHTTP1"},
    "Simulation": COMMON | PLATFORM,
    "simulate": COMMON | PLATFORM | {"ArgumentParser"},
    "bare-post": {"Hummingbird", "HTTPTypes"},
    "train-triage": {"Foundation"},
    "acuse": COMMON | PLATFORM | {"ArgumentParser", "ServiceLifecycle", "UnixSignals", "Hummingbird", "NIOPosix"},
}

# In Helpdesk only text folding needs Foundation.
FOUNDATION_IN_HELPDESK = re.compile(r"Helpdesk/Inbound/(Text|Language|Stop)\w*\.swift$")

IMPORT = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:package|public|internal|private|fileprivate)\s+)?"
                    r"import\s+(?:(?:struct|class|enum|protocol|func|let|var|typealias)\s+)?(\w+)")


def reachable(target):
    found, queue = set(), list(MAY_IMPORT[target])
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue.extend(MAY_IMPORT[name])
    return found - PRIVATE | (MAY_IMPORT[target] & PRIVATE)


def file_breaches():
    for target in sorted(LIBRARIES):
        allowed = reachable(target) | LIBRARIES[target]
        for path in sorted((ROOT / "Sources" / target).rglob("*.swift")):
            name = str(path.relative_to(ROOT))
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = IMPORT.match(line)
                if not match:
                    continue
                module = match.group(1)
                if target == "Helpdesk" and module == "Foundation" and not FOUNDATION_IN_HELPDESK.search(name):
                    yield f"{name}:{number}: Helpdesk may use Foundation for text folding only"
                elif module not in allowed:
                    yield f"{name}:{number}: {target} may not import {module}"


def manifest_breaches():
    dump = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, check=True, capture_output=True)
    targets = json.loads(dump.stdout)["targets"]
    ours = {t["name"] for t in targets if t["type"] != "test"}
    for name in sorted(ours - MAY_IMPORT.keys()):
        yield f"Package.swift: the law does not know the target {name}"
    for target in targets:
        if target["type"] == "test" or target["name"] not in MAY_IMPORT:
            continue
        for dependency in target["dependencies"]:
            kind, (module, *_) = next(iter(dependency.items()))
            allowed = reachable(target["name"]) if module in ours else LIBRARIES.get(target["name"], set())
            if module not in allowed:
                yield f"Package.swift: {target['name']} may not depend on {module}"


def main():
    breaches = [*file_breaches(), *manifest_breaches()]
    for breach in breaches:
        print(breach)
    print(f"module law: {len(breaches)} breaches")
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()
