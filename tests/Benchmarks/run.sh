#!/usr/bin/env bash
# Measures NetAudit beside other programs in the same run, and prints the table for docs/performance.md.
#   tests/Benchmarks/run.sh                                     all: takes half an hour, and needs root for the live host
#   tests/Benchmarks/run.sh live --containers 60 --networks 8   only a live host, smaller
#   tests/Benchmarks/run.sh live --sid                          a live host with sid's engine, which needs no inspects (API 1.45 and later)
#   tests/Benchmarks/run.sh probes fleet                        packets between 20 containers; 200 replayed engines
#   tests/Benchmarks/run.sh snapshot bundles start              recorded hosts, and processes from their start
#   tests/Benchmarks/run.sh rules 2500                          each rule's time on 2,500 containers, and on four times as many
#   tests/Benchmarks/run.sh pure --filter '*'                   the pure parts, by BenchmarkDotNet
# The live host has its own engine in its own namespaces, as the live tests make it. This machine's engine isn't touched.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build NetAudit.slnx -c Release -v q -clp:NoSummary >&2
exec tests/Benchmarks/bin/Release/net10.0/NetAudit.Benchmarks "$@"
