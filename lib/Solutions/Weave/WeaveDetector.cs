using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Weave Net: a router (weaver) over a bridge called weave. The bridge, its veths and chains outlive the router, and the name alone is
/// nobody's: running is the router's process or port.
/// </summary>
internal sealed class WeaveDetector : ISolutionDetector
{
    private static readonly string[] Drivers = ["weavemesh", "weave"];

    private const int MostAddresses = 16;

    public string Solution => SolutionIds.Weave;

    public string LooksFor =>
        "Weave: a weaver process or container, networks of its drivers, the bridge weave with vethwe ports, its firewall chains";

    public bool IsToldByEngine => false;

    public Footprint? Detect(HostSnapshot host)
    {
        var routers = host.ProcessesNamed("weaver");
        var containers = (host.Containers ?? []).Where(IsRouterContainer).ToList();
        var plugins = (host.Engine?.Plugins ?? [])
            .Where(plugin => plugin.Name.Contains("weave") || plugin.Name.Contains("/net-plugin"))
            .ToList();
        var networks = (host.Networks ?? []).Where(network => IsWeaveDriver(network.Driver)).ToList();
        var links = WeaveLinks.Find(host);
        var chains = host.HostChains()
            .Where(chain => chain.Name == "WEAVE" || chain.Name.StartsWith("WEAVE-", StringComparison.Ordinal))
            .ToList();
        if (
            routers.Count == 0
            && host.Weave is null
            && containers.Count == 0
            && networks.Count == 0
            && links.Count == 0
            && chains.Count == 0
            && !plugins.Any(plugin => plugin.Enabled)
        )
        {
            return null;
        }

        var runs =
            routers.Count > 0
            || host.Weave is not null
            || (host.Processes is null && (containers.Any(container => container.IsRunning) || plugins.Any(plugin => plugin.Enabled)));
        var stands = networks.Count > 0 || links.Count > 0 || containers.Count > 0;
        var byLink = Attachments.ByLink(host, link => link.Name.StartsWith("ethwe", StringComparison.Ordinal));
        var attachments = byLink
            .Concat(Attachments.ByEndpoint(host, networks).Where(one => byLink.All(other => other.Container.Id != one.Container.Id)))
            .ToList();
        return new Footprint
        {
            Solution = Solution,
            Backend = runs ? WeaveRouter.Backend(host) : null,
            Version = host.Weave?.Version ?? containers.Select(container => HostQueries.ImageName(container.Image).Tag).FirstOrDefault(),
            State =
                runs
                    ? Attachments.StateOf(
                        host,
                        attachments,
                        host.HostNamespace?.Links is not null && !links.Any(WeaveLinks.IsContainerPort)
                    )
                : stands ? SolutionState.Stopped
                : SolutionState.Leftover,
            WithoutAgent = links.Any(WeaveLinks.IsFastDatapath) ? PathWithoutAgent.Unknown : PathWithoutAgent.Gone,
            Confidence = runs || networks.Count > 0 || chains.Count > 0 ? Confidence.High : Confidence.Medium,
            Evidence = Recognised(host, routers, containers, plugins, networks, links, chains),
            Networks = networks,
            Subnets = Subnets(host, networks),
            Attachments = attachments,
            OwnLinks = [.. links.Select(link => link.Name)],
            Carriers = runs ? WeaveRouter.Carriers(host) : null,
            Channels = runs ? WeaveRouter.Channels(host) : null,
            Stores = runs ? Stores(host, networks) : null,
            StoreEvidence =
            [
                .. networks.Select(network => EvidenceFactory.Network(network, $"driver {network.Driver}, scope {network.Scope}")),
                .. host.Weave is { } report
                    ? [EvidenceFactory.Weave($"IPAM range {report.IpamRange}, shared by gossip, peers: {report.Peers.Count}")]
                    : routers.Select(EvidenceFactory.Process),
            ],
            NameServer = runs ? WeaveRouter.NameServer(host, routers) : null,
            Peers = runs ? WeavePeers.Find(host) : null,
            Remotes = WeaveRemotes.Find(host, attachments),
            Isolation = Isolation(host, attachments),
            Protocols = Protocols(host, attachments),
        };
    }

    internal static bool IsWeaveDriver(string driver) =>
        Drivers.Contains(driver)
        || driver.StartsWith("weaveworks/net-plugin", StringComparison.Ordinal)
        || driver.StartsWith("rajchaudhuri/net-plugin", StringComparison.Ordinal);

    private static bool IsRouterContainer(Container container) =>
        HostQueries.ImageName(container.Image).Repository is var name
        && (name.EndsWith("/weave", StringComparison.Ordinal) || name.EndsWith("/weave-kube", StringComparison.Ordinal))
        && (
            container.Path == "/home/weave/weaver"
            || container.Path == "/home/weave/launch.sh"
            || container.Labels.ContainsKey("works.weave.role")
            || name.StartsWith("weaveworks/", StringComparison.Ordinal)
        );

    private static List<Evidence> Recognised(
        HostSnapshot host,
        IReadOnlyList<HostProcess> routers,
        List<Container> containers,
        List<ManagedPlugin> plugins,
        List<Network> networks,
        IReadOnlyList<Link> links,
        List<FirewallChain> chains
    )
    {
        var evidence = new List<Evidence>(routers.Select(EvidenceFactory.Process));
        if (routers.Count == 0 && host.Processes is not null)
        {
            evidence.Add(EvidenceFactory.NoProcess("weaver"));
        }

        if (host.Weave is { } report)
        {
            evidence.Add(
                EvidenceFactory.Weave($"version {report.Version}, peer {report.PeerName} ({report.NickName}), interface {report.Interface}")
            );
        }

        evidence.AddRange(containers.Select(EvidenceFactory.Image));
        evidence.AddRange(plugins.Select(EvidenceFactory.Plugin));
        evidence.AddRange(networks.Select(network => EvidenceFactory.Network(network, $"driver {network.Driver}, scope {network.Scope}")));
        evidence.AddRange(links.Take(4).Select(EvidenceFactory.Link));
        evidence.AddRange(chains.Take(3).Select(EvidenceFactory.Chain));
        return evidence;
    }

    private static List<OwnedSubnet> Subnets(HostSnapshot host, List<Network> networks)
    {
        var subnets = networks.SelectMany(OwnedSubnet.FromNetwork).ToList();
        if (Subnet.Parse(host.Weave?.IpamRange) is { } range && subnets.All(owned => owned.Subnet != range))
        {
            subnets.Add(
                new OwnedSubnet(range, new(SubnetOwnerKind.AgentRange, "Weave's IPAM"), EvidenceFactory.Weave($"IPAM range {range}"))
            );
        }

        return subnets;
    }

    /// <summary>Only the old driver of scope global leans on the engine's store; gossip does otherwise.</summary>
    private static IReadOnlyList<Store>? Stores(HostSnapshot host, List<Network> networks)
    {
        var global = networks.Where(network => network.Scope == "global").ToList();
        return global.Count > 0
                ?
                [
                    new Store(
                        "the engine's cluster store",
                        host.Engine?.ClusterStore,
                        Basis.Declared,
                        [
                            .. global.Select(network => EvidenceFactory.Network(network, $"driver {network.Driver}, scope global")),
                            EvidenceFactory.Info($"ClusterStore {host.Engine?.ClusterStore}"),
                        ]
                    )
                    {
                        Networks = [.. global.Select(network => network.Name)],
                    },
                ]
            : host.Networks is null ? null
            : [];
    }

    private static Isolation? Isolation(HostSnapshot host, List<Attachment> attachments)
    {
        var inside = attachments
            .Where(one => one.LinkName is not null)
            .Select(one =>
                (one.Container, Link: (host.NamespaceOf(one.Container)?.Links ?? []).FirstOrDefault(link => link.Name == one.LinkName))
            )
            .Where(pair => pair.Link is not null)
            .ToList();
        if (inside.Count == 0)
        {
            return null;
        }

        var subnets = inside
            .SelectMany(pair =>
                pair.Link!.Addresses.Where(address => !HostQueries.IsLinkLocal(address.Address))
                    .Select(address => (Subnet: Subnet.Parse(address.ToString()), pair.Container, pair.Link))
            )
            .Where(one => one.Subnet is not null)
            .GroupBy(one => one.Subnet!.ToString())
            .ToList();
        IReadOnlyList<Evidence> evidence =
        [
            .. subnets.Take(6).Select(group => EvidenceFactory.LinkInside(group.First().Container, group.First().Link!)),
        ];
        IReadOnlyList<string> names = [.. subnets.Select(group => group.Key)];
        return subnets.Count > 1
            ? new Isolation(IsolationSchema.Cidr, IsolationSign.Subnets, Basis.Observed, evidence) { Parts = names }
            : new Isolation(null, IsolationSign.SingleSubnet, Basis.Observed, evidence) { Parts = names };
    }

    private static ProtocolRules? Protocols(HostSnapshot host, IReadOnlyList<Attachment> attachments)
    {
        if (host.SeenFirewall() is not { } firewall)
        {
            return null;
        }

        var accept = host.HostRules().Where(AcceptsFramesOfTheBridge).ToList();
        var accepted =
            accept.Count > 0
                ? new ProtocolRules([IPProtocol.Any], ProtocolSign.AcceptedFrames, [.. accept.Take(1).Select(EvidenceFactory.Rule)])
                : new ProtocolRules([], ProtocolSign.NoOwnRule, []);
        var addresses = attachments.SelectMany(attachment => attachment.Addresses).Distinct().Take(MostAddresses).ToList();
        return ForwardedProtocols.Judge(firewall, protocol => ForwardedTraffic.OnBridge("weave", addresses, protocol), accepted);
    }

    private static bool AcceptsFramesOfTheBridge(FirewallRule rule) =>
        rule is { Chain: "FORWARD", Matches.Count: 2 }
        && rule.Does(FirewallTargetKind.Accept)
        && rule.Values(FirewallMatchKind.InLink).Contains("weave")
        && rule.Values(FirewallMatchKind.OutLink).Contains("weave");
}
