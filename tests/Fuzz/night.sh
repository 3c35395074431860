#!/bin/sh
# Fuzzes the readers of untrusted input, guided by coverage, for eight hours or SECONDS: tests/Fuzz/night.sh [SECONDS]
# The corpus is the recorded hosts. Without afl-fuzz (Debian: afl++), inputs are changed blindly. Faults are left in artifacts/fuzz.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-28800}
out=$PWD/artifacts/fuzz
mkdir -p "$out"
dotnet build tests/Fuzz/NetAudit.Fuzz.csproj -c Release -v q -clp:NoSummary -o "$out/program"
dotnet "$out/program/NetAudit.Fuzz.dll" corpus tests/Bundles "$out/corpus"
cd "$out"
if command -v afl-fuzz >/dev/null; then
  [ -x tools/sharpfuzz ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path tools
  tools/sharpfuzz program/NetAudit.dll
  AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 \
    timeout "$seconds" afl-fuzz -i corpus -o found -t 10000 -m none dotnet program/NetAudit.Fuzz.dll || [ $? = 124 ]
  echo "faults: $out/found/default/crashes; try one with: dotnet $out/program/NetAudit.Fuzz.dll one FILE"
else
  dotnet program/NetAudit.Fuzz.dll blind corpus "$seconds"
fi
