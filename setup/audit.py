"""Asks a service of known holes about every locked package:  python setup/audit.py requirements.lock …

Leaves with 0 when it knows of none, with 1 when it knows of one.  Where the service cannot be asked, it says
SKIPPED, and why, and leaves with 0: that is no pass, and reads as none.  Any other failure is one: 2.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

_UNREACHABLE = re.compile(
    r"ConnectionError|ConnectTimeout|ReadTimeout|Max retries|ServiceError|Name or service not known"
    r"|Temporary failure in name resolution|Connection refused|HTTPError|Failed to establish|timed out",
    re.IGNORECASE,
)
_SECONDS = 300
"""For all packages together; about 150 are asked for, one by one."""


def audit(lock: str) -> int:
    """The exit code for one lock file, after saying what was found."""
    program = Path(sys.executable).with_name("pip-audit")
    command = [str(program), "--requirement", lock, "--disable-pip", "--require-hashes", "--format", "json"]
    try:
        done = subprocess.run(
            [*command, "--progress-spinner", "off", "--timeout", "10"],
            capture_output=True, text=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return _skipped(lock, f"the service did not answer within {_SECONDS} seconds")
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, LookupError):
        reason = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        if _UNREACHABLE.search(done.stderr):
            return _skipped(lock, f"the service cannot be reached ({reason[:200]})")
        sys.stdout.write(f"{lock}: pip-audit failed: {reason}\n")
        return 2
    return _told(lock, packages)


def _told(lock: str, packages: list[dict[str, object]]) -> int:
    unknown = [str(each["name"]) for each in packages if each.get("skip_reason")]
    holes = [(each, hole) for each in packages for hole in each.get("vulns", [])]  # type: ignore[attr-defined]
    for package, hole in holes:
        mended = ", ".join(hole["fix_versions"]) or "no version yet"
        sys.stdout.write(
            f"{lock}: {package['name']} {package['version']} has {hole['id']}; mended in {mended}\n"
        )
    asked = len(packages) - len(unknown)
    if packages and not asked:
        return _skipped(lock, "the service knows none of the packages")
    if unknown:
        sys.stdout.write(f"{lock}: the service does not know: {', '.join(unknown)}\n")
    sys.stdout.write(f"{lock}: {asked} packages asked about, {len(holes)} known holes\n")
    return 1 if holes else 0


def _skipped(lock: str, why: str) -> int:
    sys.stdout.write(f"SKIPPED: {lock} was not audited: {why}\n")
    return 0


if __name__ == "__main__":
    sys.exit(max(map(audit, sys.argv[1:])))
