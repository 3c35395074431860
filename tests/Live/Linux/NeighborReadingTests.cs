using NetAudit.Snapshots;
using static NetAudit.Live.Tests.Linux.IpJson;

namespace NetAudit.Live.Tests.Linux;

/// <summary>NamespaceReader's answer is compared with iproute2's, field by field: neighbours and forwarding entries.</summary>
public sealed class NeighborReadingTests(FurnishedNamespace furnished) : FurnishedTestBase(furnished)
{
    [Fact]
    public async Task Forwarding_entries_are_those_that_bridge_fdb_shows()
    {
        var expected = (await Furnished.BridgeAsync("-j fdb")).Select(entry => new ForwardingEntry
        {
            MacAddress = Text(entry, "mac")!,
            Device = Text(entry, "ifname")!,
            Destination = Text(entry, "dst"),
            State = Text(entry, "state"),
        });
        Assert.Equal(expected, Seen.Forwarding!);
        Assert.Contains(
            new ForwardingEntry
            {
                MacAddress = "02:00:00:00:01:01",
                Device = "vx0",
                Destination = "10.9.0.4",
                State = "permanent",
            },
            Seen.Forwarding!
        );
        Assert.Contains(
            new ForwardingEntry
            {
                MacAddress = "02:00:00:00:01:02",
                Device = "vx2",
                Destination = "fd00::5",
                State = "static",
            },
            Seen.Forwarding!
        );
    }

    [Fact]
    public async Task Neighbours_are_those_that_ip_neigh_shows()
    {
        var expected = (await Furnished.IpAsync("-j neigh")).Select(neighbor => new Neighbor
        {
            Address = Text(neighbor, "dst")!,
            Device = Text(neighbor, "dev")!,
            MacAddress = Text(neighbor, "lladdr"),
            State = string.Join(",", Strings(neighbor, "state")),
        });
        Assert.Equal(
            expected.Select(Lasting).OrderBy(neighbor => neighbor.Address),
            Seen.Neighbors!.Select(Lasting).OrderBy(neighbor => neighbor.Address)
        );
        Assert.Contains(
            new Neighbor
            {
                Address = "fd00::77",
                Device = "veth0",
                MacAddress = "02:00:00:00:00:78",
                State = "PERMANENT",
            },
            Seen.Neighbors!
        );
    }

    /// <summary>A neighbour that doesn't answer changes between two states, so both count as the same.</summary>
    internal static Neighbor Lasting(Neighbor neighbor) =>
        neighbor.State is "INCOMPLETE" or "FAILED" ? neighbor with { State = "asked" } : neighbor;
}
