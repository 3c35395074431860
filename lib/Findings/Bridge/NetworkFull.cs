using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A bridge, macvlan or ipvlan network has no free address, or nearly none, so soon no container can join. The engine allocates from the
/// pool's range (--ip-range), else from the subnet. It never allocates the first, the last and the gateway's address. Stopped containers
/// hold none. From API 1.52 on, the engine's own count is used.
/// </summary>
[Explains(typeof(ContainerStartFailed))]
internal sealed class NetworkFull : IFindingRule
{
    private const int Shortest = 16;
    private const int NearlyFull = 20;
    private const int Tiny = 16;
    private const int Usual = 24;

    /// <summary>How many bits shorter a proposed prefix is: 4 bits give sixteen times as many addresses.</summary>
    private const int Wider = 4;

    private static readonly string[] s_drivers = ["bridge", "macvlan", "ipvlan"];

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.Containers;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) =>
        from network in host.Snapshot.Networks.OrNone()
        where s_drivers.Contains(network.Driver) && network.ConfigOnly == false && network.IpamDriver is null or "default"
        let pools = network.Pools.OrNone().Where(pool => Subnet.Parse(pool.Subnet) is { Family: 4 }).ToList()
        where pools.Count == 1
        let range = Subnet.Parse(pools[0].Range) ?? Subnet.Parse(pools[0].Subnet)
        where range is { Family: 4, Length: >= Shortest and <= 30 }
        let count = Count(host.Snapshot, network, pools[0], range)
        where count.Left <= 0 || (count.Size >= Tiny && count.Left * NearlyFull < count.Size)
        select Found(host.Snapshot, network, range, count);

    private static AddressCount Count(HostSnapshot host, Network network, IpamPool pool, Subnet range)
    {
        var subnet = Subnet.Parse(pool.Subnet)!;
        var size = (1 << (32 - range.Length)) - (Holds(range, subnet.Prefix) ? 1 : 0) - (Holds(range, subnet.Broadcast) ? 1 : 0);
        var taken = new HashSet<string>(
            Addresses(host, network).Concat(pool.Gateway is { } gateway ? [gateway] : []).Where(address => Holds(range, address))
        );
        var used = pool.AddressesAvailable is { } available ? size - (int)Math.Min(available, size) : taken.Count;
        return new AddressCount(size, used);
    }

    private static IEnumerable<string> Addresses(HostSnapshot host, Network network) =>
        HostIndex
            .Get(host)
            .EndpointsOn(network)
            .Select(endpoint => endpoint.IPv4Address)
            .Concat(network.Endpoints.OrNone().Select(endpoint => HostQueries.AddressOnly(endpoint.IPv4Address)))
            .Where(address => address.Length > 0);

    private static bool Holds(Subnet range, string? address) => Subnet.Parse(address) is { } one && range.Contains(one);

    private static Finding Found(HostSnapshot host, Network network, Subnet range, AddressCount count)
    {
        var isFull = count.Left <= 0;
        var numbers = string.Format(CultureInfo.InvariantCulture, "{0} of {1} addresses of {2} are used", count.Used, count.Size, range);
        return new Finding
        {
            Severity = isFull ? Severity.Error : Severity.Warning,
            Subject = new(SubjectKind.Network, network.Name),
            Message =
                (isFull ? "No further container can join network " : "Soon no further container can join network ")
                + $"{network.Name}: {numbers}, the gateway's among them.",
            Repair = Repair(host, network, range),
            Evidence = [EvidenceFactory.Network(network, $"IPAM.Config {range}; {numbers}")],
            Scope = new() { Networks = [network.Name], Errors = [EngineErrorKind.NoAddress] },
        };
    }

    private static ShellText Repair(HostSnapshot host, Network network, Subnet range)
    {
        var subnet = Subnet.Parse(network.Pools!.Select(pool => pool.Subnet).First(one => Subnet.Parse(one) is { Family: 4 }))!;
        var free = new FreeBlocks(host).Range(network, Math.Min(Math.Max(subnet.Length - Wider, Shortest), Usual));
        var change = new NetworkChange { Range = free.Word };
        return MoveNetwork.EngineOwned(host, network, free, change) ?? Larger(network, range, subnet, free);
    }

    /// <summary>The subnet of a macvlan or ipvlan network is that of its LAN, which no engine can change.</summary>
    private static ShellText Larger(Network network, Subnet range, Subnet subnet, FreeRange free) =>
        network switch
        {
            { Driver: "bridge" } => $"{NetworkCommand.Recreate(network, new() { Range = free.Word })} # its containers must leave it "
                + $"first; {free.Note}. Or stop containers that aren't needed",
            _ when subnet.Length < range.Length => $"{NetworkCommand.Recreate(network, new() { Range = $"{subnet}" })} # all of "
                + $"{subnet}, if no other machine has addresses of it; its containers must leave it first",
            _ => $"Stop containers that aren't needed: all of the LAN's subnet {subnet} is given out.",
        };

    private sealed record AddressCount(int Size, int Used)
    {
        public int Left => Size - Used;
    }
}
