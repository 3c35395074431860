using NetAudit.Snapshots;

namespace NetAudit.Benchmarks.Hosts;

/// <summary>The kernel's facts on a large host: the host's namespace, and one namespace per container.</summary>
internal sealed class LargeKernel(int containers, int networks)
{
    private const int FirstLink = 3;

    private readonly LargeNumbering numbering = new(containers, networks);

    public NetworkNamespace HostNamespace() =>
        new()
        {
            Links =
            [
                .. KernelFacts.HostLinks,
                .. Enumerable.Range(0, networks).Select(Bridge),
                .. Enumerable.Range(0, containers).Select(Veth),
            ],
            Routes = [KernelFacts.DefaultRoute("192.0.2.254", "eth0"), .. Enumerable.Range(0, networks).Select(BridgeRoute)],
            Rules = KernelFacts.Rules,
            Forwarding = [.. Enumerable.Range(0, containers).Select(Entry)],
            Neighbors = [.. Enumerable.Range(0, containers).Select(NeighborAt)],
            Firewall = new LargeFirewall([.. Enumerable.Range(0, networks).Select(RangeOf)], [.. Published()]).Create(),
            IpSets = [],
            XfrmStates = [],
            XfrmPolicies = [],
            Sysctls = KernelFacts.Sysctls,
            Counters = KernelFacts.Counters,
            Listeners = [],
            Connections = [],
        };

    private static BridgeRange RangeOf(int network) => new(LargeNumbering.BridgeName(network), LargeNumbering.Address(network, 0) + "/24");

    private IEnumerable<PublishedAddress> Published() =>
        from container in Enumerable.Range(0, containers)
        where LargeNumbering.IsPublished(container)
        select new PublishedAddress(
            numbering.AddressOf(container),
            LargeNumbering.Port(container).HostPort!.Value,
            LargeNumbering.BridgeName(numbering.NetworkOf(container))
        );

    private static Link Bridge(int network) =>
        new()
        {
            Index = FirstLink + network,
            Name = LargeNumbering.BridgeName(network),
            Kind = "bridge",
            LinkType = "ether",
            Mtu = 1500,
            MacAddress = LargeNumbering.Mac(network, 1),
            Up = true,
            Addresses =
            [
                new LinkAddress
                {
                    Address = LargeNumbering.Address(network, 1),
                    PrefixLength = 24,
                    Scope = "global",
                },
            ],
        };

    private int VethIndex(int container) => FirstLink + networks + (2 * container) + 1;

    private Link Veth(int container) =>
        new()
        {
            Index = VethIndex(container),
            Name = "veth" + LargeNumbering.Hash(0xe0, container)[..7],
            Kind = "veth",
            LinkType = "ether",
            Mtu = 1500,
            MacAddress = LargeNumbering.Mac(numbering.NetworkOf(container), numbering.HostOf(container)),
            Up = true,
            Master = LargeNumbering.BridgeName(numbering.NetworkOf(container)),
            PeerIndex = VethIndex(container) - 1,
            PeerNamespaceId = container,
            Counters = KernelFacts.NoPackets,
        };

    private static Route BridgeRoute(int network) =>
        new()
        {
            Family = 4,
            Destination = LargeNumbering.Address(network, 0) + "/24",
            Device = LargeNumbering.BridgeName(network),
            Protocol = "kernel",
            Scope = "link",
            Source = LargeNumbering.Address(network, 1),
        };

    private ForwardingEntry Entry(int container) =>
        new()
        {
            MacAddress = LargeNumbering.Mac(numbering.NetworkOf(container), numbering.HostOf(container)),
            Device = "veth" + LargeNumbering.Hash(0xe0, container)[..7],
            State = "",
        };

    private Neighbor NeighborAt(int container) =>
        new()
        {
            Address = numbering.AddressOf(container),
            Device = LargeNumbering.BridgeName(numbering.NetworkOf(container)),
            MacAddress = LargeNumbering.Mac(numbering.NetworkOf(container), numbering.HostOf(container)),
            State = "REACHABLE",
        };

    public NetworkNamespace NamespaceAt(int container) =>
        new()
        {
            Links = [KernelFacts.Loopback, Inside(container)],
            Routes =
            [
                KernelFacts.DefaultRoute(LargeNumbering.Address(numbering.NetworkOf(container), 1), "eth0"),
                BridgeRoute(numbering.NetworkOf(container)) with
                {
                    Device = "eth0",
                    Source = numbering.AddressOf(container),
                },
            ],
            Rules = KernelFacts.Rules,
            Forwarding = [],
            Neighbors = [],
            XfrmStates = [],
            XfrmPolicies = [],
            Sysctls = KernelFacts.Sysctls,
            Counters = KernelFacts.Counters,
            Listeners = KernelFacts.Listeners,
            Connections = [],
        };

    private Link Inside(int container) =>
        new()
        {
            Index = VethIndex(container) - 1,
            Name = "eth0",
            Kind = "veth",
            LinkType = "ether",
            Mtu = 1500,
            MacAddress = LargeNumbering.Mac(numbering.NetworkOf(container), numbering.HostOf(container)),
            Up = true,
            PeerIndex = VethIndex(container),
            PeerNamespaceId = 0,
            Counters = KernelFacts.NoPackets,
            Addresses =
            [
                new LinkAddress
                {
                    Address = numbering.AddressOf(container),
                    PrefixLength = 24,
                    Scope = "global",
                },
            ],
        };
}
