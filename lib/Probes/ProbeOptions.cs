using NetAudit.Platform;

namespace NetAudit.Probes;

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

    /// <summary>How many containers of a network take part if none are named.</summary>
    public int SamplePerNetwork { get; init; } = 2;

    /// <summary>
    /// The files of the network namespaces, found by <see cref="ProbeRun"/>. A container that isn't among them doesn't send.
    /// </summary>
    public NamespaceFiles Namespaces { get; init; } = new();
}
