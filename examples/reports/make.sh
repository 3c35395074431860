#!/usr/bin/env bash
# Makes this folder's reports from recorded hosts in tests/Bundles, and the README's picture of one of them with Chromium.
#   examples/reports/make.sh   after: dotnet build NetAudit.slnx
set -euo pipefail
cd "$(dirname "$0")/../.."
shell=$(find module/Shell/bin -name NetAudit.Shell.dll -path '*net10.0/NetAudit.Shell.dll' | head -n 1)
[ -n "$shell" ] || { echo "build first: dotnet build NetAudit.slnx" >&2; exit 1; }

report() {
    local file=examples/reports/$1.html
    shift
    dotnet "$shell" report "$file" --path "$@"
    echo "$file: $(($(stat -c %s "$file") / 1024)) kB"
}

bundles=tests/Bundles
report swarm $bundles/overlay-swarm/sw1.tar.gz $bundles/overlay-swarm/sw2.tar.gz
report swarm-with-a-cut $bundles/partial-swarm/ps1.tar.gz $bundles/partial-swarm/ps2.tar.gz $bundles/partial-swarm/ps3.tar.gz
report weave $bundles/weave-sleeve-plain/node1.tar.gz $bundles/weave-sleeve-plain/node2.tar.gz \
    $bundles/weave-sleeve-plain/node3.tar.gz $bundles/weave-sleeve-plain/node4.tar.gz
report flannel $bundles/flannel-vxlan/fl1.tar.gz $bundles/flannel-vxlan/fl2.tar.gz
report calico $bundles/calico-libnetwork-v2.6/host1.tar.gz $bundles/calico-libnetwork-v2.6/host2.tar.gz
report plain-docker $bundles/plain-docker-bridge-only/sx1.tar.gz

chromium=$(type -P chromium || type -P chromium-browser || type -P google-chrome) || {
    echo "no Chromium: the README's picture stays as it is (apt-get install chromium)" >&2
    exit 0
}
"$chromium" --headless --no-sandbox --hide-scrollbars --window-size=1280,1300 --virtual-time-budget=8000 \
    --screenshot=docs/pictures/report.png "file://$PWD/examples/reports/swarm-with-a-cut.html" 2>/dev/null
echo "docs/pictures/report.png: $(($(stat -c %s docs/pictures/report.png) / 1024)) kB"
