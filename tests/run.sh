#!/usr/bin/env bash
# Sets up what the tests need, builds, and runs them. Its last line: "N passed, N failed, N skipped".
#   tests/run.sh              all
#   tests/run.sh Library      only tests/Library; several names are allowed
#   tests/run.sh Pester       only tests/Pester, in PowerShell itself; both come from NuGet, into NuGet's cache
# tests/Browser opens reports in this machine's Chromium, and leaves its screenshots in artifacts/screenshots.
# The live tests start their own engines. They need root and Debian's packages, which this installs if they are missing.
# Without them, those tests are skipped and give the reason. A Docker engine of this machine isn't touched.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export PATH="$PATH:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
exec </dev/null

configuration=Debug
tools=tests/Pester/Tools.csproj
export NETAUDIT_ENGINE_SID="${NETAUDIT_ENGINE_SID:-/var/tmp/netaudit-engines/sid}"
logs=$(mktemp -d) || exit 1
policy=/usr/sbin/policy-rc.d
guard=
trap 'rm -rf "$logs"; [ -z "$guard" ] || rm -f "$policy"' EXIT
trap 'exit 130' INT TERM

say() { printf '== %s\n' "$*"; }

# Debian runs this file before it starts a service. An install must not start a system-wide dockerd.
forbid_service_starts() {
    if [ -e "$policy" ]; then
        "$policy" docker start >/dev/null 2>&1
        [ $? -eq 101 ] || { say "not installed: $policy is there and allows services to start"; return 1; }
    else
        guard=1
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
    fi
}

# The Debian packages that tests need, as program:package.
live_packages=(dockerd:docker.io docker:docker.io ip:iproute2 iptables:iptables nft:nftables ipset:ipset
               busybox:busybox-static nsenter:util-linux kill:procps sysctl:procps debootstrap:debootstrap strace:strace
               iperf3:iperf3 ping:iputils-ping ethtool:ethtool time:time promtool:prometheus qemu-aarch64-static:qemu-user-static)
# The libraries that the emulator needs for an arm64 program. The package has no program to look for.
[ -e /usr/aarch64-linux-gnu/lib/libstdc++.so.6 ] || live_packages+=(none:libstdc++6-arm64-cross)
browser_packages=(chromium:chromium node:nodejs)

install_packages() {
    local missing=() pair
    for pair in "$@"; do
        type -P "${pair%%:*}" >/dev/null || [[ " ${missing[*]-} " == *" ${pair##*:} "* ]] || missing+=("${pair##*:}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then say "not root: not installed: ${missing[*]}"; return; fi
    if ! command -v apt-get >/dev/null; then say "no apt-get: not installed: ${missing[*]}"; return; fi
    forbid_service_starts || return
    say "installing ${missing[*]}"
    { timeout 180 apt-get update -q && timeout 420 apt-get install -qy --no-install-recommends "${missing[@]}"; } >"$logs/apt" 2>&1 ||
        { tail -n 5 "$logs/apt"; say "apt-get failed: tests that need ${missing[*]} are skipped"; }
    if [ -n "$guard" ]; then rm -f "$policy"; guard=; fi
}

# Puts a current engine, Debian sid's, into a folder beside this machine's own engine.
unpack_sid_engine() {
    [ ! -x "$NETAUDIT_ENGINE_SID/usr/sbin/dockerd" ] || return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
        say "no engine in $NETAUDIT_ENGINE_SID, and none can be made without root and debootstrap: tests on it are skipped"
        return
    fi
    local part="$NETAUDIT_ENGINE_SID.part.$$"
    say "unpacking Debian sid's engine to $NETAUDIT_ENGINE_SID"
    mkdir -p "$(dirname "$NETAUDIT_ENGINE_SID")"
    # It is moved into place once it is complete, so a broken one is never taken for an installed one.
    if timeout 420 debootstrap --variant=minbase --include=docker.io,iproute2,iptables sid "$part" >"$logs/sid" 2>&1; then
        mv -T "$part" "$NETAUDIT_ENGINE_SID" && return
    fi
    tail -n 3 "$logs/sid"
    say "debootstrap failed: tests on sid's engine are skipped"
    grep -qF " $part/" /proc/mounts || rm -rf --one-file-system "$part"
}

# Gets PowerShell itself and Pester into NuGet's cache. tests/Pester and some of tests/Module run in it.
fetch_powershell() {
    has_powershell=1
    timeout 300 dotnet restore "$tools" -v q >"$logs/tools" 2>&1 && return
    has_powershell=
    grep -m 1 error "$logs/tools" || tail -n 1 "$logs/tools"
    say "NuGet has no PowerShell or no Pester for us: the tests that need them are skipped"
}

# Gets SARIF's own validator and schema from npm into tests/Tools, for checks of reports.
fetch_validator() {
    command -v npm >/dev/null || { say "no npm: reports are not held against SARIF's own validator"; return; }
    [ -e tests/Tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool ] ||
        (cd tests/Tools && timeout 300 npm ci --ignore-scripts --no-audit --no-fund >"$logs/npm" 2>&1) ||
        { tail -n 1 "$logs/npm"; say "npm has no validator for us: reports are not held against SARIF's own"; }
}

build() {
    say "building"
    timeout 600 dotnet build NetAudit.slnx -c "$configuration" -v q -clp:NoSummary -p:UseSharedCompilation=false >"$logs/build" 2>&1 && return
    sort -u "$logs/build" | grep -E 'error|warn' || tail -n 20 "$logs/build"
    say "the build failed: no test was run"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
}

passed=0 failed=0 skipped=0

# Failures are printed again at the end, for readers of only the last lines.
broken=()
note_failures() { # PROJECT LOG: xunit's "Name [FAIL]", Pester's "[-] Name"
    local line
    while IFS= read -r line; do broken+=("tests/$1: $line"); done < <(
        sed -nE -e 's/\x1b\[[0-9;]*m//g' -e 's/^ *(.*) \[FAIL\] *$/\1/p' -e 's/^ *\[-\] *//p' "$2" | cut -c 1-300 | head -n 50
    )
}

# An xunit v3 project is a program that runs its own tests and prints one line of totals.
run_tests() { # PROJECT LOG OPTION...
    local name=$1 log=$2
    shift 2
    # A background process would ignore Ctrl-C, and so would the programs that its tests start.
    timeout --kill-after=30 2100 env --default-signal=INT,QUIT,HUP \
        "tests/$name/bin/$configuration/net10.0/NetAudit.$name.Tests" -noColor -noLogo "$@" >"$log" 2>&1
}

sum_up() { # PROJECT LOG EXIT-CODE
    local name=$1 log=$2 code=$3 sum total errors failures skips left
    grep -vE '^ *(Discovering|Discovered|Starting|Finished): |^=== TEST' "$log"
    sum=$(sed -nE 's/.* Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+).*/\1 \2 \3 \4 \5/p' "$log" | tail -n 1)
    note_failures "$name" "$log"
    if [ -n "$sum" ]; then
        read -r total errors failures skips left <<<"$sum"
        passed=$((passed + total - failures - skips - left)) failed=$((failed + errors + failures)) skipped=$((skipped + skips))
        [ "$code" -eq 0 ] || [ $((errors + failures)) -gt 0 ] || { say "tests/$name ended with exit code $code"; failed=$((failed + 1)); }
    else
        say "tests/$name did not come to its end (exit code $code)"
        broken+=("tests/$name did not come to its end (exit code $code)")
        failed=$((failed + 1))
    fi
}

run_project() {
    say "tests/$1"
    run_tests "$1" "$logs/$1"
    sum_up "$1" "$logs/$1" $?
}

# The live tests run one after another and mostly wait for engines. So two processes share them, each with its own hosts.
run_live() {
    local longest=(NetAudit.Live.Tests.Fleet NetAudit.Live.Tests.Installed) these=() others=() space job
    for space in "${longest[@]}"; do
        these+=(-namespace "$space")
        others+=(-namespace- "$space")
    done
    say "tests/Live"
    run_tests Live "$logs/Live.longest" "${these[@]}" &
    job=$!
    run_tests Live "$logs/Live" "${others[@]}"
    sum_up Live "$logs/Live" $?
    wait "$job"
    sum_up Live "$logs/Live.longest" $?
}

# tests/Pester/run.ps1 prints its totals in the same words as this script.
run_pester() {
    local log="$logs/Pester" code sum good bad left
    say "tests/Pester"
    if [ -z "$has_powershell" ]; then
        say "skipped, as there is no PowerShell or no Pester"
        skipped=$((skipped + 1))
        return
    fi
    timeout --kill-after=30 900 dotnet "$(dotnet msbuild "$tools" -getProperty:PowerShellPath)" -NoProfile -NonInteractive \
        -File tests/Pester/run.ps1 -PesterPath "$(dotnet msbuild "$tools" -getProperty:PesterPath)" >"$log" 2>&1
    code=$?
    sed -E 's/\x1b\[[0-9;]*m//g; /^(WARNING: |What if: |$)/d' "$log"
    sum=$(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$log" | tail -n 1)
    note_failures Pester "$log"
    if [ -n "$sum" ]; then
        read -r good bad left <<<"$sum"
        passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
    else
        say "tests/Pester did not come to its end (exit code $code)"
        failed=$((failed + 1))
    fi
}

projects=("$@")
if [ ${#projects[@]} -eq 0 ]; then
    for project in tests/*/NetAudit.*.Tests.csproj; do projects+=("$(basename "$(dirname "$project")")"); done
    projects+=(Pester)
fi
for name in "${projects[@]}"; do
    [ "$name" = Pester ] || [ -f "tests/$name/NetAudit.$name.Tests.csproj" ] || { echo "no tests in tests/$name" >&2; exit 2; }
done
case " ${projects[*]} " in *' Live '*) install_packages "${live_packages[@]}"; unpack_sid_engine ;; esac
case " ${projects[*]} " in *' Browser '*) install_packages "${browser_packages[@]}" ;; esac
case " ${projects[*]} " in *' Library '* | *' Module '* | *' Pester '*) fetch_powershell ;; esac
case " ${projects[*]} " in *' Library '*) fetch_validator ;; esac
build
for name in "${projects[@]}"; do
    case $name in
        Pester) run_pester ;;
        Live) run_live ;;
        *) run_project "$name" ;;
    esac
done
[ ${#broken[@]} -eq 0 ] || printf 'failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
