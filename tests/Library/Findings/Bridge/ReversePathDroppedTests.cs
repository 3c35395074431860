using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ReversePathDroppedTests
{
    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(0, 1, true)]
    [InlineData(0, 0, false)]
    [InlineData(1, 2, false)]
    [InlineData(2, 1, false)]
    public void The_larger_of_alls_and_the_links_setting_counts(int all, int own, bool dropped) =>
        Assert.Equal(dropped ? 1 : 0, TwoLinks(all, own).Find<ReversePathDropped>().Count);

    [Fact]
    public void What_neighbours_send_by_the_second_link_into_a_subnet_is_dropped()
    {
        var finding = Assert.Single(TwoLinks(1, 0).Find<ReversePathDropped>());

        Assert.Equal((Severity.Warning, "eth1"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "Packets from 192.0.2.9 to 192.0.2.200 are dropped: they arrive on eth1, which checks sources strictly, "
                + "and the route back leaves by eth0.",
            finding.Message
        );
        Assert.Equal("nstat -az TcpExtIPReversePathFilter", finding.Evidence[2].Source);
    }

    [Fact]
    public void The_nodes_own_address_on_that_link_makes_it_an_error()
    {
        var host = TwoLinks(1, 0);
        host = host with { Engine = host.Engine! with { Swarm = new SwarmState { NodeAddress = "192.0.2.200" } } };

        Assert.Equal(Severity.Error, Assert.Single(host.Find<ReversePathDropped>()).Severity);
    }

    [Fact]
    public void A_host_whose_settings_were_not_seen_is_not_judged()
    {
        var host = TwoLinks(1, 0);

        Assert.Empty((host with { HostNamespace = host.HostNamespace! with { Sysctls = null } }).Find<ReversePathDropped>());
    }

    /// <summary>A host with two links in one subnet, so that the kernel answers by the first.</summary>
    private static HostSnapshot TwoLinks(int all, int own)
    {
        var host = SnapshotBuilder
            .Host(SnapshotBuilder.Link("eth1", null, 3) with { Addresses = [SnapshotBuilder.Address("192.0.2.200/24")] })
            .With(
                SnapshotBuilder.Route("192.0.2.0/24", "eth0", protocol: "kernel"),
                SnapshotBuilder.Route("192.0.2.0/24", "eth1", protocol: "kernel") with
                {
                    Metric = 100,
                }
            );
        return host with
        {
            HostNamespace = host.HostNamespace! with
            {
                Neighbors =
                [
                    new Neighbor
                    {
                        Address = "192.0.2.9",
                        Device = "eth1",
                        MacAddress = "02:00:00:00:00:09",
                        State = "STALE",
                    },
                    new Neighbor
                    {
                        Address = "192.0.2.10",
                        Device = "eth0",
                        MacAddress = "02:00:00:00:00:0a",
                        State = "REACHABLE",
                    },
                    new Neighbor
                    {
                        Address = "192.0.2.11",
                        Device = "eth1",
                        State = "FAILED",
                    },
                ],
                Counters = new Dictionary<string, long> { ["TcpExt.IPReversePathFilter"] = 12 },
                Sysctls = new Dictionary<string, long>
                {
                    [SysctlNames.ReversePathFilter("all")] = all,
                    [SysctlNames.ReversePathFilter("eth1")] = own,
                    [SysctlNames.ReversePathFilter("eth0")] = 2,
                },
            },
        };
    }
}
