#!/bin/sh
# Has the tools that judge our PDFs (Java for veraPDF, qpdf, poppler): installs them on Debian as
# root, else says how.
set -eu

missing=
command -v java >/dev/null 2>&1 || missing="default-jre-headless"
command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -n "$missing" ] || exit 0

distribution=$(. /etc/os-release 2>/dev/null && echo "${ID:-}") || distribution=
if [ "$distribution" = debian ] && [ "$(id -u)" = 0 ]; then
    echo "Installing the tools that judge our PDFs:" $missing
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if { apt-get update -q && apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log"
    rm -f "$log"
    echo "They could not be installed; see the lines above."
fi
echo "Without them the tests that judge our PDFs (PDF/UA-1, syntax, text) are skipped; CI wants them."
echo "This line installs them:  sudo apt-get install" $missing
