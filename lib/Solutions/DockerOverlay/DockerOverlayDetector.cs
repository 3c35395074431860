using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Docker's own overlay: VXLAN by libnetwork, in a swarm, or (2015, up to 20.10) over an external key-value store.</summary>
internal sealed class DockerOverlayDetector : ISolutionDetector
{
    internal const string VxlanIds = "com.docker.network.driver.overlay.vxlanid_list";

    public string Solution => SolutionIds.DockerOverlay;

    public string LooksFor =>
        "DockerOverlay: a swarm, networks of driver overlay, VXLAN links in the engine's namespaces, a gateway bridge left behind";

    public bool IsToldByEngine => true;

    public Footprint? Detect(HostSnapshot host)
    {
        var networks = host.Networks.OrNone().Where(network => network.Driver == "overlay").ToList();
        var swarm = host.Engine?.Swarm?.LocalNodeState;
        var inSwarm = swarm is "active" or "pending";
        var stopped = swarm is "locked" or "error";
        if (!inSwarm && !stopped && networks.Count == 0)
        {
            return host.Engine is not null ? OverlayLeftover.Find(host)
                : OverlayTunnels.Find(host, []) is { Count: > 0 } standing ? WithoutEngine(standing)
                : null;
        }

        var unallocated = host.Networks.OrNone().Where(network => network is { Driver: "", Scope: "swarm" });
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
            Evidence = CollectEvidence(host, networks, tunnels),
            Networks = [.. networks, .. unallocated],
            Subnets = [.. networks.SelectMany(OwnedSubnet.FromNetwork)],
            Attachments = attachments,
            Carriers = stopped ? null : OverlayCarriers.Find(networks, tunnels),
            Channels = stopped ? null : [.. OverlayView.FindAll(host).Select(OverlayEncryption.ChannelOf)],
            Stores =
                stopped ? null
                : usesStore ? KeyValueStores(host)
                : [],
            StateKeeper = StateKeeper.SwarmManagers,
            StoreEvidence = [EvidenceFactory.Info($"Swarm.LocalNodeState {swarm}, ClusterStore {host.Engine?.ClusterStore ?? "not set"}")],
            Peers = stopped ? null : OverlayPeers.Find(host, networks, tunnels),
            Remotes = stopped ? [] : OverlayRemotes.Find(host, networks, tunnels),
            Isolation = OverlayIsolation.Find(networks, tunnels),
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
            Carriers = OverlayCarriers.Find([], tunnels),
        };

    private static List<Evidence> CollectEvidence(HostSnapshot host, List<Network> networks, IReadOnlyList<OverlayTunnel> tunnels)
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
            (host.HostNamespace?.Listeners)
                .OrNone()
                .Where(socket =>
                    socket is { Protocol: "udp", Process: null } && socket.LocalPort == (host.Engine?.Swarm?.DataPathPort ?? 4789)
                )
                .Take(1)
                .Select(EvidenceFactory.Listener)
        );
        return evidence;
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
}
