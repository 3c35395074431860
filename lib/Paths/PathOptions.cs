using NetAudit.Platform;
using NetAudit.Probes;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Paths;

/// <summary>Limits and choices of a measurement.</summary>
public sealed record PathOptions
{
    /// <summary>How many packets of each kind are sent over a path, and how many round trips are kept.</summary>
    public int Count { get; init; } = 20;

    /// <summary>The time between two packets of a kind.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The time limit for an answer or a connection.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Names of containers that send, with wildcards; empty: a small sample of each network.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Names of target containers or tasks, with wildcards; empty: the next one on the same host, and one on another.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Whether throughput is measured too, which puts load on the path.</summary>
    public bool Throughput { get; init; }

    /// <summary>How long a transfer takes.</summary>
    public TimeSpan TransferTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>These options, in the form that probes take.</summary>
    internal ProbeOptions For(PathHost host) =>
        new()
        {
            Timeout = Timeout,
            Containers = Containers,
            Namespaces = host.Namespaces,
        };
}

/// <summary>A host whose namespaces are on this machine.</summary>
/// <param name="Context">Its snapshot, just collected, and the solutions on it.</param>
/// <param name="Namespaces">The files of its network namespaces and its containers'.</param>
public sealed record PathHost(HostContext Context, NamespaceFiles Namespaces)
{
    /// <summary>Its snapshot, just collected.</summary>
    public HostSnapshot Snapshot => Context.Snapshot;
}
