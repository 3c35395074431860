using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>One active check. One file each, found by its type. Planning is pure; running sends the packets.</summary>
internal interface IProbe
{
    /// <summary>The check's name, as <see cref="ProbeRecord.Check"/> has it.</summary>
    string Check { get; }

    /// <summary>What would be sent from where to where. Targets are only endpoints that the engine, the kernel or the solution's agent listed.</summary>
    IEnumerable<ProbeStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options);

    /// <summary>Does one step of its plan, on the calling thread, over sockets that it opens in the step's network namespace.</summary>
    /// <param name="step">A step that <see cref="Plan"/> gave.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    IReadOnlyList<ProbeRecord> Run(ProbeStep step, ProbeOptions options, CancellationToken cancellationToken);
}

/// <summary>Something that a probe would send.</summary>
/// <param name="Check">The check.</param>
/// <param name="Solution">The solution it is made for.</param>
/// <param name="NamespaceFile">The network namespace it is sent from: "/proc/407/ns/net".</param>
/// <param name="From">Where from, in words.</param>
/// <param name="Source">The source address, or null where the kernel chooses.</param>
/// <param name="To">Where to, in words.</param>
/// <param name="Target">The target's address.</param>
/// <param name="Network">The network or networks of the pair.</param>
/// <param name="Words">What is sent, in words, for -WhatIf.</param>
/// <param name="Detail">What the probe needs besides (a name to ask for, a protocol number); its own format.</param>
public sealed record ProbeStep(string Check, string Solution, string NamespaceFile, string From, string? Source, string To, string Target, string? Network, string Words, string Detail = "");

/// <summary>Limits and choices of a probe run.</summary>
public sealed record ProbeOptions
{
    /// <summary>How long a single check waits for answers.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the whole run may take.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Names of containers that may take part, with wildcards; empty: a small sample per network.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Whether networks may be created on the engine, and removed again, for the checks that need it.</summary>
    public bool AllowTemporaryNetwork { get; init; }

    /// <summary>How many containers of a network take part, where none are named.</summary>
    public int SamplePerNetwork { get; init; } = 2;

    /// <summary>Where the network namespaces are; found by <see cref="ProbeRun"/>. A container that isn't among them takes no part as a sender.</summary>
    public ProbeNamespaces Namespaces { get; init; } = new();
}

/// <summary>Files of the network namespaces that packets are sent from.</summary>
public sealed record ProbeNamespaces
{
    /// <summary>The host's own: "/proc/311/ns/net"; null where it isn't known.</summary>
    public string? Host { get; init; }

    /// <summary>Those of running containers, by full container id; containers in the host's own have none.</summary>
    public IReadOnlyDictionary<string, string> Containers { get; init; } = new Dictionary<string, string>();
}
