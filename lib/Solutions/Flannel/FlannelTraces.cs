using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>The traces by which Flannel is recognized on a host.</summary>
internal sealed record FlannelTraces
{
    /// <summary>flanneld's leases.</summary>
    public required IReadOnlyList<FlannelLease> Leases { get; init; }

    /// <summary>Its processes.</summary>
    public required IReadOnlyList<HostProcess> Agents { get; init; }

    /// <summary>Running containers of its image.</summary>
    public required IReadOnlyList<Container> Images { get; init; }

    /// <summary>Its links.</summary>
    public required IReadOnlyList<Link> Links { get; init; }

    /// <summary>Its firewall rules.</summary>
    public required IReadOnlyList<FirewallRule> Rules { get; init; }

    /// <summary>Whether an agent was seen to run.</summary>
    public bool AgentRuns => Agents.Count > 0 || Images.Count > 0;

    /// <summary>Finds Flannel's traces; null if there are none.</summary>
    public static FlannelTraces? Find(HostSnapshot host)
    {
        var traces = new FlannelTraces
        {
            Leases = FlannelLease.Find(host),
            Agents = host.ProcessesNamed("flanneld"),
            Images = [.. host.RunningContainers().Where(IsAgentImage)],
            Links = FlannelLinks.Find(host),
            Rules = [.. host.HostRules().Where(FlannelRules.IsOwn)],
        };
        var isNone = traces is { Leases.Count: 0, AgentRuns: false, Links.Count: 0, Rules.Count: 0 };
        return isNone ? null : traces;
    }

    /// <summary>The traces as evidence.</summary>
    /// <param name="host">The host.</param>
    /// <param name="networks">The engine's networks that have its subnet.</param>
    public IReadOnlyList<Evidence> CollectEvidence(HostSnapshot host, IReadOnlyList<Network> networks)
    {
        var evidence = new List<Evidence>(
            Leases.SelectMany(lease =>
                new[] { EvidenceFactory.Setting(lease.File, "FLANNEL_NETWORK"), EvidenceFactory.Setting(lease.File, "FLANNEL_SUBNET") }
            )
        );
        evidence.AddRange(Agents.Select(EvidenceFactory.Process));
        evidence.AddRange(Images.Select(EvidenceFactory.Image));
        evidence.AddRange(Links.Select(EvidenceFactory.Link));
        evidence.AddRange(
            networks.Select(network =>
                EvidenceFactory.Network(network, $"subnet {string.Join(", ", HostQueries.SubnetsOf(network))} is FLANNEL_SUBNET")
            )
        );
        evidence.AddRange(Rules.Take(2).Select(EvidenceFactory.Rule));
        if (!AgentRuns)
        {
            evidence.Add(host.Processes is not null ? EvidenceFactory.NoProcess("flanneld") : EvidenceFactory.ProcessesNotSeen("flanneld"));
        }

        return evidence;
    }

    private static bool IsAgentImage(Container container) =>
        HostQueries.ImageName(container.Image).Repository is var name
        && (name.EndsWith("/flannel", StringComparison.Ordinal) || name == "flannel");
}
