using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

/// <summary>A network may have any name (a plugin's do): it is never read.</summary>
public sealed class NetworkNameTests
{
    private const string Swarm = "engine28-swarm/md1";

    [Theory]
    [InlineData("web to db")]
    [InlineData("ov1, host 10.0.0.9")]
    [InlineData("10.0.0.0/8 to 172.16.0.0/12")]
    public void Two_containers_of_one_network_are_not_between_networks_whatever_its_name(string name)
    {
        NetworkRef network = new() { Id = "n1", Name = name };
        var row = Row(Host(Swarm), "DockerOverlay", "ApplicationIsolation", Pair("c1", network, network, ProbeOutcome.Reached));

        Assert.DoesNotContain("None between", row.Observed, StringComparison.Ordinal);
        Assert.Contains("there was no other network or subnet to try", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_is_no_part_of_a_networks_name()
    {
        NetworkRef network = new() { Name = "ov1, host 10.99.0.2" };
        var silent = Way(null, ProbeOutcome.Silent) with { From = Container("c1", network), To = Remote("c2", network, "10.0.1.5", null) };
        var host = Way(null) with
        {
            From = new() { Kind = ProbePeerKind.ThisHost },
            To = new()
            {
                Kind = ProbePeerKind.OtherHost,
                Address = "10.99.0.2",
                Host = "10.99.0.2",
            },
        };
        var row = Row(Host(Swarm), "DockerOverlay", "PartialConnectivity", silent, host);

        Assert.DoesNotContain("Unreached", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_networks_of_one_name_are_told_apart_by_their_ids()
    {
        NetworkRef one = new() { Id = "n1", Name = "web" };
        var kept = Pair("c1", one, one with { Id = "n2" }, ProbeOutcome.Silent);
        var row = Row(Host(Swarm), "DockerOverlay", "ApplicationIsolation", Pair("c1", one, one, ProbeOutcome.Reached), kept);

        Assert.StartsWith("Network: c1 and c2 (web) reach each other; kept apart: c1 and c2", row.Observed, StringComparison.Ordinal);
    }
}
