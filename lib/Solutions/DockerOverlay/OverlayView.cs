using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// An overlay network from this host: the engine's facts, from which libnetwork's setup follows (drivers/overlay), and the kernel's state.
/// </summary>
internal sealed class OverlayView
{
    /// <summary>VXLAN's port, unless the swarm was set to another.</summary>
    public const int UsualPort = 4789;

    /// <summary>The network option that sets the underlay's MTU.</summary>
    public const string MtuOption = "com.docker.network.driver.mtu";
    private const string EncryptedOption = "encrypted";

    private OverlayView(HostSnapshot host, Network network)
    {
        Host = host;
        Network = network;
        var own = host.OwnAddresses();
        if (OverlayPeerAddresses.OwnAddress(host, network) is { } address)
        {
            own.Add(address);
        }

        Own = own;
        Standing = host
            .EngineNamespaces.Where(ns => OverlayNamespace.IsOf(ns.Key, network))
            .Select(ns => ((string, NetworkNamespace)?)(ns.Key, ns.Value))
            .FirstOrDefault();
    }

    /// <summary>The host.</summary>
    public HostSnapshot Host { get; }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Addresses by which this host is known.</summary>
    public HashSet<string> Own { get; }

    /// <summary>Its namespace on this host, by name; null if there is none, or none was seen.</summary>
    public (string Name, NetworkNamespace Content)? Standing { get; }

    /// <summary>Its VXLAN links there.</summary>
    public IReadOnlyList<Link> Tunnels => [.. (Standing?.Content.Links).OrNone().Where(link => link.Vxlan is not null)];

    /// <summary>Its VNIs, one per subnet.</summary>
    public IReadOnlyList<int> Vnis => DeclaredVnis(Network);

    /// <summary>Whether it is declared as encrypted.</summary>
    public bool IsEncrypted => Network.Options.TryGetValue(EncryptedOption, out var value) && value != "false";

    /// <summary>The MTU that it gives its links.</summary>
    public int Mtu => OverlayMtu.Inner(OptionMtu ?? OverlayMtu.Usual, IsEncrypted);

    /// <summary>The UDP port of VXLAN.</summary>
    public int Port =>
        Host.Engine?.Swarm?.DataPathPort
        ?? Tunnels.Select(link => link.Vxlan!.Port).FirstOrDefault(port => port > 0) switch
        {
            0 => UsualPort,
            var port => port,
        };

    /// <summary>Running containers of this host that are on it.</summary>
    public IReadOnlyList<(Container Container, ContainerEndpoint Endpoint)> Local =>
        [
            .. from container in Host.RunningContainers()
            where container.SharesNamespaceOf is null
            from endpoint in container.Endpoints
            where endpoint.NetworkId == Network.Id
            select (container, endpoint),
        ];

    /// <summary>Its endpoints on other hosts, as the engine's table has them.</summary>
    public IReadOnlyList<NetworkTask> RemoteTasks =>
        [.. Network.Tasks.OrNone().Where(task => task.HostAddress is not null && !Own.Contains(task.HostAddress))];

    /// <summary>Other hosts that its frames go to: those of its endpoints there, and those of the kernel's entries.</summary>
    public IReadOnlyList<string> RemoteHosts =>
        [
            .. RemoteTasks
                .Select(task => task.HostAddress!)
                .Concat(ForwardingEntries.Select(entry => entry.Destination!))
                .Where(address => !Own.Contains(address))
                .Distinct(),
        ];

    /// <summary>Other hosts that take part in it by the gossip.</summary>
    public IReadOnlyList<string> RemotePeers =>
        [.. Network.Peers.OrNone().Select(peer => peer.Address).OfType<string>().Where(address => !Own.Contains(address)).Distinct()];

    /// <summary>The forwarding entries of its VXLAN links: which MAC address goes to which host.</summary>
    public IReadOnlyList<ForwardingEntry> ForwardingEntries
    {
        get
        {
            var tunnels = Tunnels.Select(link => link.Name).ToList();
            return
            [
                .. (Standing?.Content.Forwarding).OrNone().Where(entry => entry.Destination is not null && tunnels.Contains(entry.Device)),
            ];
        }
    }

    /// <summary>Permanent neighbours of its VXLAN links.</summary>
    public IReadOnlyList<Neighbor> Neighbors
    {
        get
        {
            var tunnels = Tunnels.Select(link => link.Name).ToList();
            return
            [
                .. (Standing?.Content.Neighbors)
                    .OrNone()
                    .Where(neighbor => neighbor is { State: "PERMANENT", MacAddress: not null } && tunnels.Contains(neighbor.Device)),
            ];
        }
    }

    private int? OptionMtu => Network.Options.TryGetValue(MtuOption, out var mtu) && Number(mtu) is > 0 and var bytes ? bytes : null;

    /// <summary>Finds all overlay networks of a host. Networks that the swarm never allocated don't count.</summary>
    public static IReadOnlyList<OverlayView> FindAll(HostSnapshot host) =>
        [
            .. host
                .Networks.OrNone()
                .Where(network => network.Driver == "overlay" && network.Id.Length > 0)
                .Select(network => new OverlayView(host, network)),
        ];

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The VNIs that the engine lists for a network, one per subnet; empty if it lists none.</summary>
    public static IReadOnlyList<int> DeclaredVnis(Network network) =>
        network.Options.TryGetValue(DockerOverlayDetector.VxlanIds, out var ids) ? [.. ids.Split(',').Select(Number).OfType<int>()] : [];
}
