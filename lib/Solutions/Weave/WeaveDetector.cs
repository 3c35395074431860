using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Detects Weave Net: a router (weaver) over a bridge called weave. The bridge, its veths and its chains outlive the router, and the name
/// alone proves nothing. So only the router's process or port shows that it runs.
/// </summary>
internal sealed class WeaveDetector : ISolutionDetector
{
    private const int MostAddresses = 16;

    public string Solution => SolutionIds.Weave;

    public string LooksFor =>
        "Weave: a weaver process or container, networks of its drivers, the bridge weave with vethwe ports, its firewall chains";

    public bool IsToldByEngine => false;

    public Footprint? Detect(HostSnapshot host)
    {
        var traces = WeaveTraces.Find(host);
        if (traces.IsNone)
        {
            return null;
        }

        var (networks, links) = (traces.Networks, traces.Links);
        var runs = traces.IsRunning(host);
        var stands = networks.Count > 0 || links.Count > 0 || traces.Containers.Count > 0;
        var byLink = Attachments.ByLink(host, link => link.Name.StartsWith("ethwe", StringComparison.Ordinal));
        var attachments = byLink
            .Concat(Attachments.ByEndpoint(host, networks).Where(one => byLink.All(other => other.Container.Id != one.Container.Id)))
            .ToList();
        return new Footprint
        {
            Solution = Solution,
            Backend = runs ? WeaveRouter.Backend(host) : null,
            Version =
                traces.Report?.Version
                ?? traces.Containers.Select(container => HostQueries.ImageName(container.Image).Tag).FirstOrDefault(),
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
            Confidence = runs || networks.Count > 0 || traces.Chains.Count > 0 ? Confidence.High : Confidence.Medium,
            Evidence = traces.CollectEvidence(host),
            Networks = networks,
            Subnets = Subnets(host, networks),
            Attachments = attachments,
            OwnLinks = [.. links.Select(link => link.Name)],
            Carriers = runs ? WeaveRouter.Carriers(host) : null,
            Channels = runs ? WeaveRouter.Channels(host) : null,
            NotEstablished = runs ? WeaveRouter.NotEstablished(host) : [],
            Stores = runs ? Stores(host, networks) : null,
            StoreEvidence =
            [
                .. networks.Select(network => EvidenceFactory.Network(network, $"driver {network.Driver}, scope {network.Scope}")),
                .. host.Weave is { } report
                    ?
                    [
                        EvidenceFactory.Weave(
                            $"IPAM range {report.IpamRange}, shared by gossip among {Counted.Say(report.Peers.Count, "peer")}"
                        ),
                    ]
                    : traces.Routers.Select(EvidenceFactory.Process),
            ],
            NameServer = runs ? WeaveRouter.NameServer(host, traces.Routers) : null,
            Peers = runs ? WeavePeers.Find(host) : null,
            Remotes = WeaveRemotes.Find(host, attachments),
            Isolation = Isolation(host, attachments),
            Protocols = Protocols(host, attachments),
        };
    }

    private static List<OwnedSubnet> Subnets(HostSnapshot host, IReadOnlyList<Network> networks)
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

    /// <summary>Only the old driver of scope global needs the engine's store; otherwise gossip replaces it.</summary>
    private static IReadOnlyList<Store>? Stores(HostSnapshot host, IReadOnlyList<Network> networks)
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
                (one.Container, Link: (host.NamespaceOf(one.Container)?.Links).OrNone().FirstOrDefault(link => link.Name == one.LinkName))
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
