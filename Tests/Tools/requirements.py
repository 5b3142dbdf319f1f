#!/usr/bin/env python3
"""Holds two pages to the tests: each requirement of docs/requirements.md and each behaviour of docs/behaviours.md
names the test that shows it, or says *later*.

Usage: Tests/Tools/requirements.py [--slips]

A line of a table there is one of them: its number, what it says, and one of

    `DeskTests/RoadTests.swift` "the test's exact name"    or `function()` for the name; several with `; ` between
    …; *partly*: what is missing                           behind one that shows a part
    *later*                                                or *later*: what is there already

The numbers are those that the page itself says it has (R1 to R…, B1 to B…), each once and in order. A test counts if
the file holds it, switched on; that of a requirement only if it brings what it does to the product by HTTP or through
`Desk`, as customers, people and programs do. `--slips` makes every mistake that it is there to see in a copy of the
requirements, and fails unless it sees each.
"""
import functools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Page:
    def __init__(self, path, letter, needs_door):
        self.path, self.letter, self.needs_door = path, letter, needs_door
        self.line = re.compile(rf"^\|\s*{letter}(\d+)\s*\|([^|]*)\|(.*)\|\s*$")
        self.like_a_line = re.compile(rf"^\|\s*{letter}\d")
        self.last = re.compile(rf"\b{letter}1 to {letter}(\d+)\b")

    def read(self):
        return (ROOT / self.path).read_text(encoding="utf-8")


REQUIREMENTS = Page("docs/requirements.md", "R", needs_door=True)
BEHAVIOURS = Page("docs/behaviours.md", "B", needs_door=False)

# How tests of each target bring something in; what a file there must use, all of it.
DOORS = {
    "WebAPITests": (["WebHouse.open"], "the WebAPI house: requests over HTTP"),
    "SystemTests": (["GatewayProcess.start(|RunningGateway("], "the real gateway over HTTP"),
    "DemoTests": (["Performance.once|DemoShow("], "the demo: signed webhooks over HTTP"),
    "GatewayTests": (["House(", "house.post(|Posts.|.submit("], "the house, by a webhook or a command to its desk"),
    "DeskTests": (["Office(|Example.office("], "an office before a desk"),
}
DESK = re.compile(r"(?<!\w)Desk\(")

TEST = re.compile(r"`(\w+/[\w/+]+\.swift)` (?:\"([^\"]+)\"|`(\w+)\(\)`)")
PARTLY = re.compile(r"; \*partly\*: \S.*$")
LATER = re.compile(r"\*later\*(?:: \S.*)?$")

# Comments go, strings stay: a name in a comment is no test, and `//` in a string is no comment.
TOKEN = re.compile(r'(#+)".*?"\1|"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
STRING = re.compile(r'(#+)".*?"\1|"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"', re.DOTALL)
DECLARED = re.compile(r"@Test\b((?:(?!@Test\b).)*?)\bfunc\s+(\w+)", re.DOTALL)
NAME = re.compile(r'\s*\(\s*"((?:\\.|[^"\\])*)"')


@functools.cache
def source(name):
    """The file without its comments; None if it is not there."""
    path = ROOT / "Tests" / name
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    return TOKEN.sub(lambda match: "" if match.group().startswith(("//", "/*")) else match.group(), text)


@functools.cache
def tests(name):
    """Display names and function names of the file's tests, each with whether it is switched off."""
    found = {}
    for match in DECLARED.finditer(source(name)):
        attribute, function = match.groups()
        is_off = ".disabled(" in STRING.sub('""', attribute)
        title = NAME.match(attribute)
        for key in ([title.group(1)] if title else []) + [function + "()"]:
            found[key] = is_off
    return found


@functools.cache
def closed_door(name):
    """Why tests of the file do not enter by HTTP or by Desk; None if they do."""
    code = STRING.sub('""', source(name))
    if DESK.search(code):
        return None
    needed, words = DOORS.get(name.split("/")[0], (None, ""))
    if needed is None:
        return f"{name.split('/')[0]} works on parts of the product and enters neither by HTTP nor by Desk"
    for use in needed:
        if not any(one in code for one in use.split("|")):
            return f"it does not use {' or '.join(use.split('|'))} ({words})"
    return None


def wrong_test(page, file, title):
    if source(file) is None:
        return f"there is no file Tests/{file}"
    if title not in tests(file):
        return f"Tests/{file} holds no test {title!r}"
    if tests(file)[title]:
        return f"the test {title!r} of Tests/{file} is switched off"
    why = closed_door(file) if page.needs_door else None
    return f"Tests/{file} does not enter by HTTP or by Desk: {why}" if why else None


def judge(page, evidence):
    """`shown`, `partly` or `later`, and what is wrong with it."""
    if LATER.fullmatch(evidence):
        return "later", []
    named = [(match.group(1), match.group(2) or match.group(3) + "()") for match in TEST.finditer(evidence)]
    rest = TEST.sub("", PARTLY.sub("", evidence)).replace(";", "").strip()
    if not named or rest:
        what = f"what is {rest!r}?" if named else "it names neither a test nor *later*"
        return None, [f"{what} (write `File.swift` \"name\"; …; *partly*: what is missing, or *later*)"]
    return ("partly" if PARTLY.search(evidence) else "shown"), [
        wrong for wrong in (wrong_test(page, *test) for test in named) if wrong
    ]


def check(page, content):
    """How many are shown, partly shown and later; and every problem with its line."""
    counts, problems, numbers = {"shown": 0, "partly": 0, "later": 0}, [], []
    letter = page.letter
    for place, text in enumerate(content.splitlines(), 1):
        match = page.line.match(text)
        if not match:
            if page.like_a_line.match(text):
                problems.append(f"{page.path}:{place}: this is no line of three cells with one number")
            continue
        number, ordered, evidence = int(match.group(1)), match.group(2).strip(), match.group(3).strip()
        if number in numbers:
            problems.append(f"{page.path}:{place}: {letter}{number} is there twice")
        elif numbers and number < numbers[-1]:
            problems.append(f"{page.path}:{place}: {letter}{number} stands after {letter}{numbers[-1]}")
        numbers.append(number)
        if not ordered:
            problems.append(f"{page.path}:{place}: {letter}{number} says nothing")
        verdict, wrong = judge(page, evidence)
        problems += [f"{page.path}:{place}: {letter}{number}: {one}" for one in wrong]
        if verdict:
            counts[verdict] += 1
    last = page.last.search(content)
    if not last:
        problems.append(f"{page.path}: it does not say which numbers it has ({letter}1 to {letter}…)")
    every = range(1, int(last.group(1)) + 1) if last else numbers
    problems += [f"{page.path}: {letter}{number} is missing" for number in every if number not in numbers]
    problems += [f"{page.path}: {letter}{number} is beyond the last" for number in sorted(set(numbers) - set(every))]
    return counts, problems


SLIPS = [
    ("a number that is missing", r"(?m)^\| R7 \|.*\n", "", "R7 is missing"),
    ("the last number missing", r"(?m)^\| R100 \|.*\n", "", "R100 is missing"),
    ("a number twice", r"(?m)^(\| R7 \|.*\n)", r"\1\1", "R7 is there twice"),
    ("a test that does not exist", r"(?m)^(\| R8 \|[^|]*\|).*\|$",
     r'\1 `DeskTests/RoadTests.swift` "no such test" |', "holds no test 'no such test'"),
    ("a test of another file", r"(?m)^(\| R8 \|[^|]*\|).*\|$",
     r'\1 `DeskTests/ArrivalTests.swift` "accepted is not delivered: after five minutes management is told" |',
     "ArrivalTests.swift holds no test"),
    ("a file that does not exist", r"(?m)^(\| R8 \|[^|]*\|).*\|$",
     r"\1 `DeskTests/NoTests.swift` `opens()` |", "there is no file"),
    ("a test of a part", r"(?m)^(\| R8 \|[^|]*\|).*\|$",
     r"\1 `HelpdeskTests/Conversation/LadderTests.swift` `story()` |", "works on parts of the product"),
    ("a file of the house that enters by no door", r"(?m)^(\| R8 \|[^|]*\|).*\|$",
     r'\1 `GatewayTests/Commit/PutOffTests.swift` "pauses double from one second to five minutes and stay there" |',
     "it does not use House("),
    ("a line that says nothing", r"(?m)^(\| R8 \|[^|]*\|).*\|$", r"\1  |", "neither a test nor *later*"),
    ("a line that says now", r"(?m)^(\| R8 \|[^|]*\|).*\|$", r"\1 now |", "neither a test nor *later*"),
    ("partly without what is missing", r"(?m)^(\| R8 \|.*) \|$", r"\1; *partly* |", "what is "),
]
DOOR_SLIPS = {"a test of a part", "a file of the house that enters by no door"}


def slips(page):
    """The same mistakes in either page; tests of a part are one only where tests have to enter by a door."""
    content = page.read()
    last = page.last.search(content).group(1)
    missed = []
    chosen = [slip for slip in SLIPS if page.needs_door or slip[0] not in DOOR_SLIPS]
    for name, pattern, planted, told in chosen:
        pattern = pattern.replace("R100 ", f"{page.letter}{last} ").replace("R", page.letter)
        changed = re.sub(pattern, planted, content, count=1)
        told = told.replace("R100", f"{page.letter}{last}").replace("R7", f"{page.letter}7")
        if changed == content or not any(told in problem for problem in check(page, changed)[1]):
            missed.append(name)
    for name in missed:
        print(f"{page.path}: a slip that is not seen: {name}")
    print(f"{page.path}: {len(chosen) - len(missed)} of {len(chosen)} slips are seen")
    return missed


def main():
    if "--slips" in sys.argv[1:]:
        sys.exit(1 if sum(len(slips(page)) for page in (REQUIREMENTS, BEHAVIOURS)) else 0)
    found = 0
    for page in (REQUIREMENTS, BEHAVIOURS):
        counts, problems = check(page, page.read())
        for problem in problems:
            print(problem)
        words = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
        print(f"{page.path}: {words}; {len(problems)} problems")
        found += len(problems)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
