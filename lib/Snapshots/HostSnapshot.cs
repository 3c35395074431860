namespace NetAudit.Snapshots;

/// <summary>
/// All that was seen on one host at one time, and what could not be seen. Immutable; the same snapshot gives the
/// same audit on any machine. A member that is null was not seen; an empty list was seen, and is empty.
/// </summary>
public sealed record HostSnapshot
{
    /// <summary>The format that this build writes; older ones are read, newer ones refused.</summary>
    public const int CurrentFormatVersion = 2;

    /// <summary>The format's version.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>The host's name, as its engine or bundle gives it.</summary>
    public required string Host { get; init; }

    /// <summary>When it was collected, UTC.</summary>
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>The origin of the facts. Not in a snapshot file: what is read from one is always imported.</summary>
    [Newtonsoft.Json.JsonIgnore]
    public required SnapshotOrigin Origin { get; init; }

    /// <summary>The origin of the facts, for people: "engine unix:///var/run/docker.sock", "bundle node1.tar.gz".</summary>
    public string Source => Origin.Text;

    /// <summary>What the engine reports about itself; null if no engine answered.</summary>
    public EngineFacts? Engine { get; init; }

    /// <summary>The engine's networks.</summary>
    public IReadOnlyList<Network>? Networks { get; init; }

    /// <summary>The engine's containers, in any state.</summary>
    public IReadOnlyList<Container>? Containers { get; init; }

    /// <summary>The host's own network namespace.</summary>
    public NetworkNamespace? HostNamespace { get; init; }

    /// <summary>Network namespaces of running containers, by full container id.</summary>
    public IReadOnlyDictionary<string, NetworkNamespace> ContainerNamespaces { get; init; } = new Dictionary<string, NetworkNamespace>();

    /// <summary>
    /// The engine's own network namespaces (its exec-root's netns folder), by file name: "1-3tqsb7j6z4", "lb_3tqsb7j6z", "ingress_sbox".
    /// </summary>
    public IReadOnlyDictionary<string, NetworkNamespace> EngineNamespaces { get; init; } = new Dictionary<string, NetworkNamespace>();

    /// <summary>
    /// Kernel modules that container networks need and that are loaded or built in: "vxlan", "br_netfilter". One that is built in without
    /// parameters isn't seen.
    /// </summary>
    public IReadOnlyList<string>? KernelModules { get; init; }

    /// <summary>Processes that matter to a network solution, and no others.</summary>
    public IReadOnlyList<HostProcess>? Processes { get; init; }

    /// <summary>Configuration files of the solutions and of the engine that were found.</summary>
    public IReadOnlyList<HostFile> Files { get; init; } = [];

    /// <summary>The host's resolv.conf.</summary>
    public Resolver? Resolver { get; init; }

    /// <summary>Weave's own report; null if its router didn't answer.</summary>
    public WeaveReport? Weave { get; init; }

    /// <summary>What probes showed; null if none were sent.</summary>
    public IReadOnlyList<ProbeRecord>? Probes { get; init; }

    /// <summary>Checks that were requested and for which nothing could be sent; null if no probes were requested.</summary>
    public IReadOnlyList<ProbeOmission>? ProbesOmitted { get; init; }

    /// <summary>What could not be seen, and why.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    /// <summary>The host and the time of collection, in one line.</summary>
    public override string ToString() => $"{Host} at {CollectedAt.UtcDateTime:u}";
}
