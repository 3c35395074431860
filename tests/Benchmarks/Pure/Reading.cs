using BenchmarkDotNet.Attributes;
using NetAudit.Benchmarks.Hosts;
using NetAudit.Collection;
using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Benchmarks.Pure;

/// <summary>The parts that need no process and no host: run.sh pure --filter '*'.</summary>
[MemoryDiagnoser]
public class Reading
{
    private HostSnapshot host = null!;
    private string text = "";

    [Params(100, 1_000)]
    public int Containers { get; set; }

    [GlobalSetup]
    public void Make()
    {
        host = new LargeHost(Containers, Containers / 20).Create();
        text = SnapshotFile.Write(host);
    }

    [Benchmark]
    public HostSnapshot Import() => SnapshotFile.Read(text, "made");

    [Benchmark]
    public int Compare() => HostAudit.Compare(host, Editions.Load(Editions.Default), [], []).Count();

    [Benchmark]
    public int Findings() => HostAudit.Findings(host).Count;
}
