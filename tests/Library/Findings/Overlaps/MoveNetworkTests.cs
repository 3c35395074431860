using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Overlaps;

/// <summary>The commands that move a network to another range.</summary>
public sealed class MoveNetworkTests
{
    private static readonly Network s_both = SnapshotBuilder.Network("both", "bridge", "172.18.0.0/16") with
    {
        EnableIPv6 = true,
        Pools = [new IpamPool { Subnet = "172.18.0.0/16" }, new IpamPool { Subnet = "fd00:1::/64" }],
    };

    [Fact]
    public void An_IPv4_range_is_replaced_by_one_that_is_free_and_the_IPv6_one_stays() =>
        Assert.StartsWith(
            "docker network rm both && docker network create --ipv6 --subnet 10.213.0.0/24 --subnet fd00:1::/64 both #",
            Repair("172.18.0.0/16"),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_IPv6_range_is_never_replaced_by_an_IPv4_one() =>
        Assert.StartsWith(
            "docker network rm both && docker network create --ipv6 --subnet RANGE --subnet 172.18.0.0/16 both #",
            Repair("fd00:1::/64"),
            StringComparison.Ordinal
        );

    private static string Repair(string subnet)
    {
        var range = new NetworkRange
        {
            Name = "both",
            Subnet = Subnet.Parse(subnet)!,
            Evidence = new Evidence("docker network inspect both", $"IPAM.Config.Subnet {subnet}"),
            Network = s_both,
            OwnLinks = [],
        };
        return MoveNetwork.Commands(new FreeBlocks(SnapshotBuilder.Host().With(s_both)), range).ToString();
    }
}
