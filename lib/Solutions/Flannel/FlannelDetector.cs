using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Flannel. The engine's API shows nothing of it: its lease, its agent, links, routes and rules on the host decide. Of an agent
/// that stopped, links and routes stay and traffic flows on.
/// </summary>
internal sealed class FlannelDetector : ISolutionDetector
{
    public string Solution => SolutionIds.Flannel;

    public string LooksFor =>
        "Flannel: a flanneld process or container, /run/flannel/subnet.env, links flannel.N, flannel0 or flannel-wg, its firewall rules";

    public bool IsToldByEngine => false;

    public Footprint? Detect(HostSnapshot host)
    {
        var leases = FlannelLease.Of(host);
        var agents = host.ProcessesNamed("flanneld");
        var images = host.RunningContainers().Where(IsAgentImage).ToList();
        var links = FlannelLinks.Of(host);
        var rules = FlannelRules(host);
        if (leases.Count == 0 && agents.Count == 0 && images.Count == 0 && links.Count == 0 && rules.Count == 0)
        {
            return null;
        }

        var ways = FlannelRoutes.Of(host, leases, links);
        var networks = (host.Networks ?? [])
            .Where(network =>
                network.Driver == "bridge" && HostQueries.SubnetsOf(network).Any(subnet => leases.Any(lease => lease.Subnet == subnet))
            )
            .ToList();
        var attachments = Attachments.ByEndpoint(host, networks);
        var own = leases.Select(lease => lease.Subnet).OfType<Subnet>();
        var remotes = RemoteAddresses.Behind(host, ways.Select(way => (way.Route, way.Model)), [.. own], attachments);
        var agentRuns = agents.Count > 0 || images.Count > 0;
        var stands = links.Count > 0 || ways.Count > 0 || networks.Count > 0;
        var agentUnknown = host.Processes is null && !agentRuns;
        return new Footprint
        {
            Solution = Solution,
            Backend = FlannelRoutes.Backend(host, links, ways),
            Version = images.Select(container => HostQueries.ImageName(container.Image).Tag).FirstOrDefault(),
            State =
                agentRuns || (agentUnknown && stands) ? Attachments.StateOf(host, attachments, leases.Count > 0)
                : stands ? SolutionState.Stopped
                : SolutionState.Leftover,
            WithoutAgent = ways.Any(way => !FlannelLinks.CarriedByAgent(way.Model)) ? PathWithoutAgent.FlowsOn : PathWithoutAgent.Gone,
            Confidence = agentRuns || leases.Count > 0 ? Confidence.High : Confidence.Medium,
            Evidence = Recognised(host, leases, agents, images, links, networks, rules),
            Networks = networks,
            Subnets =
            [
                .. leases
                    .Where(lease => lease.Subnet is not null)
                    .Select(lease => new OwnedSubnet(
                        lease.Subnet!,
                        new(SubnetOwnerKind.HostLease, "FLANNEL_SUBNET"),
                        EvidenceFactory.Setting(lease.File, "FLANNEL_SUBNET")
                    )),
            ],
            Attachments = attachments,
            OwnLinks = [.. links.Select(link => link.Name)],
            Carriers = Carriers(links, ways),
            Channels = Channels(host, agents, ways, links),
            Stores = FlannelStores.Of(host, agents),
            Peers = Peers(host, ways),
            Remotes = remotes,
            Isolation = Isolation(host, ways, rules),
            Protocols = Protocols(host, rules, attachments, remotes),
        };
    }

    private static bool IsAgentImage(Container container) =>
        HostQueries.ImageName(container.Image).Repository is var name
        && (name.EndsWith("/flannel", StringComparison.Ordinal) || name == "flannel");

    private static List<FirewallRule> FlannelRules(HostSnapshot host) =>
        [
            .. host.HostRules()
                .Where(rule =>
                    rule.Chain == "FLANNEL"
                    || rule.Chain.StartsWith("FLANNEL-", StringComparison.Ordinal)
                    || rule.Comment is "flanneld masq" or "flanneld forward" or "flannel masq"
                    || rule.Table == "flannel-ipv4"
                ),
        ];

    private static List<Evidence> Recognised(
        HostSnapshot host,
        IReadOnlyList<FlannelLease> leases,
        IReadOnlyList<HostProcess> agents,
        List<Container> images,
        IReadOnlyList<Link> links,
        List<Network> networks,
        List<FirewallRule> rules
    )
    {
        var evidence = new List<Evidence>(
            leases.SelectMany(lease =>
                new[] { EvidenceFactory.Setting(lease.File, "FLANNEL_NETWORK"), EvidenceFactory.Setting(lease.File, "FLANNEL_SUBNET") }
            )
        );
        evidence.AddRange(agents.Select(EvidenceFactory.Process));
        evidence.AddRange(images.Select(EvidenceFactory.Image));
        evidence.AddRange(links.Select(EvidenceFactory.Link));
        evidence.AddRange(
            networks.Select(network =>
                EvidenceFactory.Network(network, $"subnet {string.Join(", ", HostQueries.SubnetsOf(network))} is FLANNEL_SUBNET")
            )
        );
        evidence.AddRange(rules.Take(2).Select(EvidenceFactory.Rule));
        if (agents.Count == 0 && images.Count == 0)
        {
            evidence.Add(host.Processes is not null ? EvidenceFactory.NoProcess("flanneld") : EvidenceFactory.ProcessesNotSeen("flanneld"));
        }

        return evidence;
    }

    private static List<Carrier>? Carriers(IReadOnlyList<Link> links, IReadOnlyList<FlannelRoute> ways)
    {
        var used = ways.GroupBy(way => (way.Model, way.Summary))
            .Select(group => new Carrier(
                group.Key.Model,
                $"{group.Key.Summary}: "
                    + $"{string.Join(", ", group.Take(4).Select(way => way.Route.Destination))}"
                    + $"{(group.Count() > 4 ? $" and {group.Count() - 4} more" : "")}",
                Basis.Observed,
                [.. group.Take(4).Select(way => EvidenceFactory.Route(way.Route))]
            ))
            .ToList();
        if (used.Count == 0)
        {
            used.AddRange(
                links
                    .Select(link => (link, model: FlannelLinks.ModelOf(link)))
                    .Where(pair => pair.model is not null)
                    .Select(pair => new Carrier(
                        pair.model!.Value,
                        $"{FlannelLinks.Describe(pair.link)}, no route to another host yet",
                        Basis.Observed,
                        [EvidenceFactory.Link(pair.link)]
                    ))
            );
        }

        return used.Count == 0 ? null : used;
    }

    private static List<Channel>? Channels(
        HostSnapshot host,
        IReadOnlyList<HostProcess> agents,
        IReadOnlyList<FlannelRoute> ways,
        IReadOnlyList<Link> links
    )
    {
        var used = ways.Select(way => (way.Model, Evidence: EvidenceFactory.Route(way.Route)));
        var standing = links.Select(link => (Model: FlannelLinks.ModelOf(link)!.Value, Evidence: EvidenceFactory.Link(link)));
        var data = used.Concat(standing)
            .GroupBy(pair => SchemeOf(host, pair.Model))
            .Select(group => new Channel(
                new DataPath(null),
                group.Key,
                group.Key == EncryptionScheme.None ? $"{group.First().Model.Name()} carries payload in clear" : "",
                Basis.Observed,
                [.. group.Take(2).Select(pair => pair.Evidence)]
            ))
            .ToList();
        if (FlannelStores.Control(agents) is { } control)
        {
            data.Add(control);
        }

        return data.Count == 0 ? null : data;
    }

    private static EncryptionScheme SchemeOf(HostSnapshot host, NetworkModel model) =>
        model == NetworkModel.WireGuard ? EncryptionScheme.WireGuard
        : FlannelRoutes.HasIpsec(host) ? EncryptionScheme.IPsec
        : EncryptionScheme.None;

    private static List<Peer>? Peers(HostSnapshot host, IReadOnlyList<FlannelRoute> ways)
    {
        var peers = new List<Peer>();
        foreach (var way in ways.Where(way => way.Route.Gateway is not null))
        {
            var entry = way.Model != NetworkModel.Vxlan ? null : RemoteAddresses.ForwardingTo(host, way.Route);
            peers.Add(
                entry is not null ? new Peer(entry.Destination!, Reachability.Direct, null, EvidenceFactory.Forwarding(null, entry))
                : way.Model == NetworkModel.HostGateway
                    ? new Peer(way.Route.Gateway!, Reachability.Direct, null, EvidenceFactory.Route(way.Route))
                : new Peer(way.Route.Destination, Reachability.Unknown, null, EvidenceFactory.Route(way.Route))
            );
        }

        return peers.Count == 0 ? null : peers;
    }

    private static Isolation? Isolation(HostSnapshot host, IReadOnlyList<FlannelRoute> ways, List<FirewallRule> rules)
    {
        if (
            host.HostChains()
                .Any(chain =>
                    chain.Name.StartsWith("cali-", StringComparison.Ordinal)
                    || chain.Name.StartsWith("KUBE-NWPLCY", StringComparison.Ordinal)
                )
        )
        {
            return new Isolation(
                null,
                "a policy controller's chains stand beside Flannel",
                Basis.Observed,
                [],
                "what they let through was not worked out; probing settles it"
            );
        }

        if (ways.Count == 0)
        {
            return null;
        }

        var accepts = rules
            .Where(rule => rule.Comment == "flanneld forward" && rule.Does(FirewallTargetKind.Accept))
            .Take(2)
            .Select(EvidenceFactory.Rule);
        return new Isolation(
            IsolationSchema.None,
            "subnets of other hosts are routed to, and Flannel has no rule that keeps one subnet from another",
            Basis.Observed,
            [.. ways.Take(2).Select(way => EvidenceFactory.Route(way.Route)), .. accepts]
        );
    }

    private static ProtocolRules? Protocols(
        HostSnapshot host,
        List<FirewallRule> rules,
        IReadOnlyList<Attachment> attachments,
        IReadOnlyList<RemoteAddress> remotes
    )
    {
        if (host.SeenFirewall() is not { } firewall)
        {
            return null;
        }

        var traffic = ForwardedTraffic.Find(host, attachments, remotes);
        return ForwardedProtocols.Judge(
            firewall,
            protocol => traffic.SelectMany(one => new[] { one.Inbound(protocol), one.Outbound(protocol) }),
            AcceptedByItsRules(rules)
        );
    }

    private static ProtocolRules AcceptedByItsRules(List<FirewallRule> rules)
    {
        var accepts = rules.Where(rule => rule.Table == "filter" && rule.Does(FirewallTargetKind.Accept)).ToList();
        return accepts.Count > 0 && accepts.All(rule => !rule.LooksAt(FirewallMatchKind.Protocol))
            ? new ProtocolRules(
                [IPProtocol.Any],
                "rules accept the whole network and name no protocol; a layer 3 path, so neither multicast nor other ethertypes",
                [.. accepts.Take(2).Select(EvidenceFactory.Rule)]
            )
            : new ProtocolRules(
                [],
                "no rule names a protocol",
                [],
                "rules of its own that accept were not seen, and what is not dropped need not arrive"
            );
    }
}
