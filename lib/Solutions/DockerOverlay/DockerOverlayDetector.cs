using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Docker's own overlay: VXLAN by libnetwork, in a swarm, or (2015, up to 20.10) over an external key-value store.</summary>
internal sealed class DockerOverlayDetector : ISolutionDetector
{
    internal const string VxlanIds = "com.docker.network.driver.overlay.vxlanid_list";

    private const string EncryptionMark = "0xd0c4e3/0xffffffff";

    public string Solution => SolutionIds.DockerOverlay;

    public string LooksFor =>
        "DockerOverlay: a swarm, networks of driver overlay, VXLAN links in the engine's namespaces, a gateway bridge left behind";

    public bool IsToldByEngine => true;

    public Footprint? Detect(HostSnapshot host)
    {
        var networks = (host.Networks ?? []).Where(network => network.Driver == "overlay").ToList();
        var swarm = host.Engine?.Swarm?.LocalNodeState;
        var inSwarm = swarm is "active" or "pending";
        var stopped = swarm is "locked" or "error";
        if (!inSwarm && !stopped && networks.Count == 0)
        {
            return host.Engine is not null ? Leftover(host)
                : OverlayTunnels.Find(host, []) is { Count: > 0 } standing ? WithoutEngine(standing)
                : null;
        }

        var unallocated = (host.Networks ?? []).Where(network => network is { Driver: "", Scope: "swarm" });
        var attachments = stopped ? [] : Attachments.ByEndpoint(host, networks);
        var tunnels = OverlayTunnels.Find(host, networks);
        var usesStore = networks.Any(network => network.Scope == "global") && !inSwarm;
        return new Footprint
        {
            Solution = Solution,
            Backend =
                stopped ? null
                : usesStore ? "kv"
                : "swarm",
            Version = host.Engine?.Version,
            State = stopped ? SolutionState.Stopped : Attachments.StateOf(host, attachments),
            Confidence = Confidence.High,
            Evidence = Recognised(host, networks, tunnels),
            Networks = [.. networks, .. unallocated],
            Subnets = [.. networks.SelectMany(OwnedSubnet.FromNetwork)],
            Attachments = attachments,
            Carriers = stopped ? null : Carriers(networks, tunnels),
            Channels = stopped
                ? null
                : [.. OverlayView.FindAll(host).Where(view => !view.Network.Ingress).Select(OverlayEncryption.ChannelOf)],
            Stores =
                stopped ? null
                : usesStore ? KeyValueStores(host)
                : [],
            StateKeeper = StateKeeper.SwarmManagers,
            StoreEvidence = [EvidenceFactory.Info($"Swarm.LocalNodeState {swarm}, ClusterStore {host.Engine?.ClusterStore ?? "not set"}")],
            Peers = stopped ? null : OverlayPeers.Find(host, networks, tunnels),
            Remotes = stopped ? [] : OverlayRemotes.Find(host, networks, tunnels),
            Isolation = Isolation(networks, tunnels),
            Protocols = new ProtocolRules([], ProtocolSign.BridgedElsewhere, []),
        };
    }

    /// <summary>The engine was not asked, but its namespaces hold live VXLAN links.</summary>
    private Footprint WithoutEngine(IReadOnlyList<OverlayTunnel> tunnels) =>
        new()
        {
            Solution = Solution,
            State = SolutionState.Running,
            Confidence = Confidence.Medium,
            Evidence = [.. tunnels.Select(tunnel => EvidenceFactory.LinkIn(tunnel.Namespace, tunnel.Link))],
            Carriers = Carriers([], tunnels),
        };

    private Footprint? Leftover(HostSnapshot host)
    {
        var traces = new List<Evidence>();
        traces.AddRange(
            host.EngineNamespaces.Keys.Where(name =>
                    name == "ingress_sbox"
                    || name.StartsWith("1-", StringComparison.Ordinal)
                    || name.StartsWith("lb_", StringComparison.Ordinal)
                )
                .Select(EvidenceFactory.EngineNamespace)
        );
        traces.AddRange(host.HostRules().Where(IsOfEncryption).Select(EvidenceFactory.Rule));
        var own = traces.Count > 0;
        traces.AddRange(
            (host.Networks ?? [])
                .Where(network => network.Name == "docker_gwbridge")
                .Select(network => EvidenceFactory.Network(network, "the gateway bridge of multi-host networks"))
        );
        traces.AddRange(host.HostLinks().Where(link => link is { Name: "docker_gwbridge", Kind: "bridge" }).Select(EvidenceFactory.Link));
        // The gateway bridge alone may be another solution's, whose traces only the firewall would show.
        return traces.Count == 0 || (!own && host.SeenFirewall() is null)
            ? null
            : new Footprint
            {
                Solution = Solution,
                State = SolutionState.Leftover,
                Confidence = own ? Confidence.Medium : Confidence.Low,
                Evidence = traces,
            };
    }

    /// <summary>The rules for encrypted networks: one marks their packets for IPsec, one drops what arrives in clear.</summary>
    private static bool IsOfEncryption(FirewallRule rule) =>
        rule.Targets.Any(target => target.Kind == FirewallTargetKind.SetMark && target.Values.Contains(EncryptionMark))
        || rule.Values(FirewallMatchKind.Mark).Contains(EncryptionMark)
        || (
            rule.Chain == "INPUT"
            && rule.Does(FirewallTargetKind.Drop)
            && rule.Values(FirewallMatchKind.Protocol).Contains("udp")
            && rule.Values(FirewallMatchKind.IpsecPolicy).Contains("in none")
        );

    private static List<Evidence> Recognised(HostSnapshot host, List<Network> networks, IReadOnlyList<OverlayTunnel> tunnels)
    {
        var evidence = new List<Evidence>();
        if (host.Engine?.Swarm is { LocalNodeState: not (null or "inactive") } swarm)
        {
            evidence.Add(
                EvidenceFactory.Info(
                    $"Swarm.LocalNodeState {swarm.LocalNodeState}, "
                        + $"{(swarm.ControlAvailable ? "manager" : "no manager that can be asked")}, node address {swarm.NodeAddress}"
                )
            );
        }

        if (host.Engine?.ClusterStore is { } store && networks.Any(network => network.Scope == "global"))
        {
            evidence.Add(EvidenceFactory.Info($"ClusterStore {store}"));
        }

        evidence.AddRange(
            networks.Select(network =>
                EvidenceFactory.Network(network, $"driver overlay, scope {network.Scope}{(network.Ingress ? ", ingress" : "")}")
            )
        );
        evidence.AddRange(tunnels.Take(5).Select(tunnel => EvidenceFactory.LinkIn(tunnel.Namespace, tunnel.Link)));
        evidence.AddRange(
            (host.HostNamespace?.Listeners ?? [])
                .Where(socket =>
                    socket is { Protocol: "udp", Process: null } && socket.LocalPort == (host.Engine?.Swarm?.DataPathPort ?? 4789)
                )
                .Take(1)
                .Select(EvidenceFactory.Listener)
        );
        return evidence;
    }

    private static List<Carrier>? Carriers(List<Network> networks, IReadOnlyList<OverlayTunnel> tunnels)
    {
        var seen = tunnels.Select(tunnel => new Carrier(
            NetworkModel.Vxlan,
            new NetworkTunnel
            {
                Network = tunnel.Network?.Name,
                Namespace = tunnel.Namespace,
                Vnis = [tunnel.Vxlan.Vni],
                Port = tunnel.Vxlan.Port,
            },
            Basis.Observed,
            [EvidenceFactory.LinkIn(tunnel.Namespace, tunnel.Link)]
        ));
        var declared = networks
            .Where(network => tunnels.All(tunnel => tunnel.Network != network))
            .Select(network => new Carrier(
                NetworkModel.Vxlan,
                new NetworkTunnel { Network = network.Name, Vnis = OverlayView.DeclaredVnis(network) },
                Basis.Declared,
                [
                    EvidenceFactory.Network(
                        network,
                        $"driver overlay{(network.Options.TryGetValue(VxlanIds, out var list) ? $", {VxlanIds}={list}" : "")}"
                    ),
                ]
            ));
        var carriers = seen.Concat(declared).ToList();
        return carriers.Count == 0 ? null : carriers;
    }

    private static List<Store>? KeyValueStores(HostSnapshot host)
    {
        if (host.Engine?.ClusterStore is not { } address)
        {
            return null;
        }

        var kind = address.Split(':')[0];
        var connections = Attachments.ConnectionsTo(host, address, "dockerd");
        return
        [
            new Store(
                kind,
                address,
                connections.Count > 0 ? Basis.Observed : Basis.Declared,
                [EvidenceFactory.Info($"ClusterStore {address}, ClusterAdvertise {host.Engine.ClusterAdvertise}"), .. connections]
            ),
        ];
    }

    private static Isolation? Isolation(List<Network> networks, IReadOnlyList<OverlayTunnel> tunnels)
    {
        var apart = tunnels.Where(tunnel => tunnel.Network is not null).GroupBy(tunnel => tunnel.Network!.Name).ToList();
        if (apart.Count > 1)
        {
            return new Isolation(
                IsolationSchema.Network,
                IsolationSign.NetworkNamespaces,
                Basis.Observed,
                [.. apart.Select(group => EvidenceFactory.LinkIn(group.First().Namespace, group.First().Link))]
            )
            {
                Parts = [.. apart.Select(group => $"{group.Key} {string.Join("/", group.Select(tunnel => tunnel.Vxlan.Vni))}")],
            };
        }

        var declared = networks.Where(network => network.Options.ContainsKey(VxlanIds)).ToList();
        return declared.Count > 1
            ? new Isolation(
                IsolationSchema.Network,
                IsolationSign.DeclaredNetworks,
                Basis.Declared,
                [.. declared.Select(network => EvidenceFactory.Network(network, $"{VxlanIds}={network.Options[VxlanIds]}"))]
            )
            {
                Parts = [.. declared.Select(network => network.Name)],
            }
            : new Isolation(
                null,
                IsolationSign.SingleNetwork,
                Basis.Declared,
                [.. networks.Select(network => EvidenceFactory.Network(network, "driver overlay"))]
            );
    }
}
