"""Writes the table in kg/THIRD-PARTY.md from the metadata of the packages installed beside the interpreter that runs this."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->"
LICENCE_NAMES = {  # what old metadata call a licence -> its SPDX identifier
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
ONE_LINE = 80  # a licence field that is longer holds the text of the licence, not its name


def canonical(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> list[str]:
    """The packages of the lock."""
    return re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)


def field(package: Distribution, name: str) -> str:
    """A field of the core metadata, by its name in their JSON form."""
    return str(package.metadata.json.get(name) or "")


def licence(package: Distribution) -> str:
    """The SPDX expression; without one, the licence field or the classifier, by its SPDX name."""
    stated = field(package, "license_expression") or field(package, "license")
    if not stated or "\n" in stated or len(stated) > ONE_LINE:
        classifiers = [
            line.rpartition(" :: ")[2] for line in package.metadata.get_all("Classifier") or [] if line.startswith("License :: ")
        ]
        stated = " OR ".join(classifiers)
    return LICENCE_NAMES.get(stated, stated) or "not stated"


def required(requirement: str) -> str:
    """The name of the package in a requirement of PEP 508: it stands first."""
    return canonical(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])


def needs(package: Distribution, *, extras: bool) -> set[str]:
    """What the package requires, by itself or only where one of its extras is asked for."""
    return {required(line) for line in package.requires or [] if ("extra ==" in line) == extras}


def direct() -> set[str]:
    """What pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {required(line) for line in project["dependencies"]}


def installed(name: str) -> Distribution | None:
    """The package, where it is installed: some of the lock are for another Python or system."""
    try:
        return distribution(name)
    except ModuleNotFoundError:
        return None


def table() -> str:
    """One row a package, sorted by name."""
    packages = {canonical(name): package for name in locked() if (package := installed(name))}
    rows = [row(name, package, users_of(name, packages)) for name, package in sorted(packages.items())]
    return "\n".join(["| Package | Version | Licence | Needed by | What it is |", "|---|---|---|---|---|", *rows]) + "\n"


def users_of(name: str, packages: dict[str, Distribution]) -> list[str]:
    """Who needs the package: Pressgraph itself, else other packages, else those that have an extra for it."""
    if name in direct():
        return ["Pressgraph"]
    for extras in (False, True):
        if users := sorted(user for user, package in packages.items() if name in needs(package, extras=extras)):
            return users
    return []


def row(name: str, package: Distribution, users: list[str]) -> str:
    about = " ".join(field(package, "summary").split()).replace("|", "/")
    return f"| {name} | {package.version} | {licence(package)} | {', '.join(users)} | {about} |"


def main() -> int:
    page = ROOT / "kg/THIRD-PARTY.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(before + BEGIN + table() + END + after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
