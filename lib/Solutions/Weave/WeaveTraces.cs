using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>The traces of Weave Net on a host.</summary>
internal sealed record WeaveTraces
{
    private static readonly string[] s_drivers = ["weavemesh", "weave"];

    /// <summary>The router's processes.</summary>
    public required IReadOnlyList<HostProcess> Routers { get; init; }

    /// <summary>The router's containers.</summary>
    public required IReadOnlyList<Container> Containers { get; init; }

    /// <summary>Its managed plugins, enabled or not.</summary>
    public required IReadOnlyList<ManagedPlugin> Plugins { get; init; }

    /// <summary>Networks of its drivers.</summary>
    public required IReadOnlyList<Network> Networks { get; init; }

    /// <summary>The bridge, its ports, the datapath.</summary>
    public required IReadOnlyList<Link> Links { get; init; }

    /// <summary>Its firewall chains.</summary>
    public required IReadOnlyList<FirewallChain> Chains { get; init; }

    /// <summary>The report at the router's own port, if it was asked and answered.</summary>
    public required WeaveReport? Report { get; init; }

    /// <summary>Whether there is no trace. An installed, disabled plugin is none.</summary>
    public bool IsNone =>
        Routers.Count == 0
        && Report is null
        && Containers.Count == 0
        && Networks.Count == 0
        && Links.Count == 0
        && Chains.Count == 0
        && !Plugins.Any(plugin => plugin.Enabled);

    public static WeaveTraces Find(HostSnapshot host) =>
        new()
        {
            Routers = host.ProcessesNamed("weaver"),
            Containers = [.. host.Containers.OrNone().Where(IsRouter)],
            Plugins = [.. (host.Engine?.Plugins).OrNone().Where(IsPlugin)],
            Networks = [.. host.Networks.OrNone().Where(network => IsDriver(network.Driver))],
            Links = WeaveLinks.Find(host),
            Chains = [.. host.HostChains().Where(IsChain)],
            Report = host.Weave,
        };

    /// <summary>A driver of Weave's own plugins, old and new.</summary>
    public static bool IsDriver(string driver) =>
        s_drivers.Contains(driver)
        || driver.StartsWith("weaveworks/net-plugin", StringComparison.Ordinal)
        || driver.StartsWith("rajchaudhuri/net-plugin", StringComparison.Ordinal);

    /// <summary>
    /// Whether the router runs: its process or its port. If processes were not seen, the engine's state of a container or plugin counts.
    /// </summary>
    public bool IsRunning(HostSnapshot host) =>
        Routers.Count > 0
        || Report is not null
        || (host.Processes is null && (Containers.Any(container => container.IsRunning) || Plugins.Any(plugin => plugin.Enabled)));

    /// <summary>The traces as evidence, the surest first.</summary>
    public List<Evidence> CollectEvidence(HostSnapshot host)
    {
        var evidence = new List<Evidence>(Routers.Select(EvidenceFactory.Process));
        if (Routers.Count == 0 && host.Processes is not null)
        {
            evidence.Add(EvidenceFactory.NoProcess("weaver"));
        }

        if (Report is { } report)
        {
            evidence.Add(
                EvidenceFactory.Weave($"version {report.Version}, peer {report.PeerName} ({report.NickName}), interface {report.Interface}")
            );
        }

        evidence.AddRange(Containers.Select(EvidenceFactory.Image));
        evidence.AddRange(Plugins.Select(EvidenceFactory.Plugin));
        evidence.AddRange(Networks.Select(network => EvidenceFactory.Network(network, $"driver {network.Driver}, scope {network.Scope}")));
        evidence.AddRange(Links.Take(4).Select(EvidenceFactory.Link));
        evidence.AddRange(Chains.Take(3).Select(EvidenceFactory.Chain));
        return evidence;
    }

    private static bool IsRouter(Container container) =>
        HostQueries.ImageName(container.Image).Repository is var name
        && (name.EndsWith("/weave", StringComparison.Ordinal) || name.EndsWith("/weave-kube", StringComparison.Ordinal))
        && (
            container.Path == "/home/weave/weaver"
            || container.Path == "/home/weave/launch.sh"
            || container.Labels.ContainsKey("works.weave.role")
            || name.StartsWith("weaveworks/", StringComparison.Ordinal)
        );

    private static bool IsPlugin(ManagedPlugin plugin) => plugin.Name.Contains("weave") || plugin.Name.Contains("/net-plugin");

    private static bool IsChain(FirewallChain chain) => chain.Name == "WEAVE" || chain.Name.StartsWith("WEAVE-", StringComparison.Ordinal);
}
