#!/bin/sh
# Installs the system packages that are missing; does nothing, and asks for no network, when all are there.
# Usage: setup/system-packages.sh build|test
set -eu

missing=""
need() { # need PACKAGE, then a command that succeeds when it is there
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
library() { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q "$1"; }

need python3-venv "${PYTHON:-python3}" -c "import ensurepip, venv"
need ffmpeg command -v ffmpeg                                  # MP3 encoder, and the proof that reads it back
need libpango-1.0-0 library libpango-1.0.so.0                  # WeasyPrint lays text out with Pango
need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
need libharfbuzz-subset0 library libharfbuzz-subset.so.0       # WeasyPrint cuts fonts down with it
if [ "${1:-build}" = test ]; then
    need chromium command -v chromium                          # the pages are tested in a real browser
    need default-jre-headless command -v java                  # EPUBCheck and the page checker run on it
    need liblouis-bin command -v lou_translate                 # the braille is made, and read back
    need w3c-sgml-lib test -f /usr/share/xml/w3c-sgml-lib/schema/dtd/REC-smil-19980615/smil10.dtd  # for DAISY
    need libatomic1 library libatomic.so.1                     # what drives the browser needs it
    need faketime command -v faketime                          # two builds on different days give the same bytes
fi

[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "These are missing:$missing. Install them with your system's package manager, then try again." >&2
    exit 3
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Ask whoever looks after this machine to run: apt-get install$missing" >&2
        exit 3
    fi
    root=sudo
fi
echo "Installing what is missing:$missing" >&2
$root apt-get update -q >&2
# shellcheck disable=SC2086  # one word a package is meant
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -q --no-install-recommends $missing >&2
