using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class NameServiceTests
{
    [Fact]
    public void The_engines_server_has_names_within_each_network_that_its_containers_are_on() =>
        Assert.Equal(
            "Yes, within a network: Docker's own server 127.0.0.11, asked by 2 containers (db1 on net2, web1 on net1). Not checked: "
                + "whether it answers",
            RecordedHosts.Read("calico-libnetwork-v2.6/host1").Row("Calico", "NameService").Observed
        );

    /// <summary>p1 was started with --dns 172.17.0.1, so Docker's own server forwards unknown names to WeaveDNS.</summary>
    [Fact]
    public void A_container_whose_dns_option_names_the_solutions_server_asks_it_through_Dockers_own()
    {
        var row = RecordedHosts.Read("weave-sleeve-plain/node1").Row("Weave", "NameService");

        Assert.Equal(
            "Yes: WeaveDNS at 172.17.0.1, domain weave.local, asked by 2 of 4 containers (x1; p1 through Docker's own "
                + "server). The others: "
                + "a1 asks 192.168.77.254 only; q1 asks Docker's own server only. Not checked: whether it answers, and which "
                + "containers the other servers know",
            row.Observed
        );
        Assert.Contains("docker inspect p1: HostConfig.Dns 172.17.0.1", row.Evidence);
    }

    [Fact]
    public void A_name_that_led_to_its_container_is_proof()
    {
        var row = Row(Resolved("c1"), Name("c1", "netaudit-no-such-name.invalid", NameResult.Absent, ProbeOutcome.Reached));

        Assert.Equal(("Probed", FeatureStatus.Outdated), (row.Basis, row.Status));
        Assert.Equal("Yes: c1 asked 127.0.0.11 for c2 and got 10.0.1.5", row.Observed);
        Assert.DoesNotContain("Probed:", row.Reason, StringComparison.Ordinal);
        Assert.Equal(
            "probe from container c1 (eth0 10.0.1.2 on ov1): DNS query A c2 to 127.0.0.11: 10.0.1.5 from 127.0.0.11 (1.5 ms)",
            row.Evidence[0]
        );
    }

    [Theory]
    [InlineData("no such name", NameResult.Unknown, ProbeOutcome.Reached)]
    [InlineData("192.0.2.7", NameResult.Other, ProbeOutcome.Reached)]
    public void A_server_that_is_configured_and_does_not_lead_there_is_a_contradiction(
        string answer,
        NameResult result,
        ProbeOutcome outcome
    )
    {
        var row = Row(Name("c1", "c2", result, outcome, result == NameResult.Other ? ["192.0.2.7"] : []));

        Assert.Equal("Probed", row.Basis);
        Assert.Equal($"No: c1 asked 127.0.0.11 for c2 and got {answer}", row.Observed);
        Assert.Equal("Packets contradict the configuration (Yes by the kernel's state).", row.Reason);
    }

    [Theory]
    [InlineData(
        "Podman Engine",
        "Yes, within a network: podman's own server (aardvark-dns) at the network's gateway 10.89.0.1, asked by 1 container (c1). "
            + "Not checked: whether it answers"
    )]
    [InlineData("Engine", "No: 1 container (c1) asks 10.89.0.1, neither the engine's server nor the solution's")]
    public void Podmans_server_at_the_networks_gateway_is_a_name_service(string engine, string observed)
    {
        var asking = SnapshotBuilder.Container("c1", "bridge", SnapshotBuilder.Endpoint("pn", "10.89.0.2", "10.89.0.1")) with
        {
            Resolver = new Resolver { NameServers = ["10.89.0.1"], Search = ["dns.podman"] },
        };
        var host = SnapshotBuilder.Host().With(SnapshotBuilder.Network("pn", "bridge", "10.89.0.0/24")).With(asking);
        host = host with { Engine = host.Engine! with { Component = engine } };

        Assert.StartsWith(observed, host.Row("Flannel", "NameService").Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_resolve_for_some_are_a_mismatch_with_both_named()
    {
        var row = Row(Resolved("c1"), Name("c3", "c2", NameResult.Unknown, ProbeOutcome.Reached));

        Assert.Equal(FeatureStatus.Mismatch, row.Status);
        Assert.Equal("Yes: c1 asked 127.0.0.11 for c2 and got 10.0.1.5; No: c3 asked 127.0.0.11 for c2 and got no such name", row.Observed);
    }

    [Fact]
    public void A_server_that_answers_nothing_at_all_tells_nothing_of_names()
    {
        var row = Row(
            Name("c1", "c2", NameResult.Untold, ProbeOutcome.Silent),
            Name("c1", "c2.ov1", NameResult.Untold, ProbeOutcome.Silent)
        );

        Assert.Equal(FeatureStatus.Inconclusive, row.Status);
        Assert.Equal("No server answered anything (c1 asked 127.0.0.11 for c2 and got nothing within 1 s).", row.Reason);
    }

    private static ProbeRecord Resolved(string from) => Name(from, "c2", NameResult.Resolved, ProbeOutcome.Reached, "10.0.1.5");

    private static OverlayFeature Row(params ProbeRecord[] records) =>
        RecordedHosts.Read("engine28-swarm/md1").WithProbes("DockerOverlay", records).Row("DockerOverlay", "NameService");
}
