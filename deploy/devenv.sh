#!/bin/sh
# Makes .venv and .env, and installs what is missing: `sh deploy/devenv.sh [dev]`.
# Called by make; the second call does nothing and takes a moment.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed and was not found. Install it, or name it: make PYTHON=/path/to/python3 …"
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        fail "Python's venv module is missing; this line installs it:" "    apt-get install python3-venv"
    fi
    echo "Making the virtual environment .venv"
    "$python" -m venv --clear .venv || fail "The virtual environment .venv could not be made; see the lines above."
}

# What is installed stands beside the packages, so a half-finished run is repeated.
install() {
    cmp -s "$1" ".venv/installed-$1" && return
    echo "Installing the packages of $1 (hashes checked)"
    rm -f ".venv/installed-$1"
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
        --root-user-action=ignore --require-hashes -r "$1" >.venv/pip.log 2>&1; then
        tail -n 20 .venv/pip.log >&2
        fail "The packages of $1 could not be installed; see the lines above. The package index must be reachable."
    fi
    cp "$1" ".venv/installed-$1"
}

if ! .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    make_venv
fi
install requirements.txt
if [ "${1:-}" = dev ]; then
    install requirements-dev.txt
fi
.venv/bin/python deploy/make_env.py
