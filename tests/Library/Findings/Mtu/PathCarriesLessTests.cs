using NetAudit.Findings;
using NetAudit.Library.Tests.Probes;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Mtu;

public sealed class PathCarriesLessTests
{
    [Fact]
    public void Packets_that_are_lost_whole_and_in_fragments_without_a_word_are_a_fault()
    {
        var finding = Assert.Single(Find("engine28-swarm/md1", "DockerOverlay", Lost));

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Packets of more than 1233 bytes are lost between c1 and c2, whole or in fragments, and no ICMP message "
                + "reports it, though the vNIC's MTU allows them.",
            finding.Message
        );
        Assert.Equal(
            "Recreate the network with --opt com.docker.network.driver.mtu=1283 (the underlay's size: Docker "
                + "subtracts 50 bytes for VXLAN). Or let ICMP \"fragmentation needed\", fragments and large packets pass "
                + "between the hosts.",
            finding.Remediation
        );
    }

    [Fact]
    public void Packets_that_arrive_in_fragments_or_whose_sender_is_told_are_none()
    {
        Assert.Empty(Find("engine28-swarm/md1", "DockerOverlay", Lost with { CrossesInFragments = true }));
        Assert.Empty(Find("engine28-swarm/md1", "DockerOverlay", Lost with { IsTold = true }));
        Assert.Empty(Find("engine28-swarm/md1", "DockerOverlay", Lost with { IsTold = null, CrossesInFragments = null }));
        Assert.Empty(Find("engine28-swarm/md1", "DockerOverlay", new PathMtu { Crosses = 1450, LinkMtu = 1450 }));
    }

    [Theory]
    [InlineData("weave-sleeve-plain/node1", "Weave", "weave reset, WEAVE_MTU=1233 weave launch with the same options")]
    [InlineData(
        "flannel-vxlan/fl1",
        "Flannel",
        "Give Flannel's backend \"MTU\": 1283 in net-conf.json, or lower the link between the hosts"
    )]
    [InlineData("flannel-udp-v0.5.5/fl1", "Flannel", "Lower the link between the hosts to an MTU of 1261. Restart flanneld")]
    [InlineData(
        "calico-libnetwork-v2.6/host1",
        "Calico",
        "MTU of containers' links (veth_mtu in calico-config, mtu of the CNI plugin) to 1233"
    )]
    public void The_repair_names_what_sets_it_in_that_solution(string host, string solution, string words) =>
        Assert.Contains(words, Assert.Single(Find(host, solution, Lost)).Remediation, StringComparison.Ordinal);

    private static PathMtu Lost { get; } =
        new()
        {
            Crosses = 1233,
            TooLarge = 1234,
            LinkMtu = 1450,
            IsTold = false,
            CrossesInFragments = false,
        };

    private static IReadOnlyList<Finding> Find(string bundle, string solution, PathMtu found)
    {
        var record = ProbeRecordBuilder.Record(ProbeCheck.PathMtu, found) with { Solution = solution };
        return (TroubledHost.Recorded(bundle) with { Probes = [record] }).Find<PathCarriesLess>();
    }
}
