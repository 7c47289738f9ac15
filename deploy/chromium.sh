#!/bin/sh
# Has Chromium for the browser tests: installs it on Debian as root, else says how.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

distribution=$(. /etc/os-release 2>/dev/null && echo "${ID:-}") || distribution=
if [ "$distribution" = debian ] && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if { apt-get update -q && apt-get install -q -y --no-install-recommends chromium; } >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log"
    rm -f "$log"
    echo "Chromium could not be installed; see the lines above."
fi
echo "No Chromium: the tests marked 'browser' (pages in a real browser, axe-core) are skipped."
echo "This line installs it:  sudo apt-get install chromium"
