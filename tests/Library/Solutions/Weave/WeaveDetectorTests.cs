using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Solutions.Weave;

public class WeaveDetectorTests
{
    [Fact]
    public void A_connection_that_does_not_stand_is_told_from_those_that_do() =>
        Assert.EndsWith(
            "2 of 2 established connections (node3, node2); 1 more isn't established (192.168.78.14:6783)",
            RecordedHosts.Read("weave-sleeve-plain/node1").Row("EncryptionChannel").Observed,
            StringComparison.Ordinal
        );

    private static HostSnapshot Weave(WeaveReport report) =>
        Host(
                Link("weave", "bridge", 5, 1376),
                Link("vethwe-bridge", "veth", 6) with
                {
                    Master = "weave",
                },
                Link("datapath", "openvswitch", 8, 1376),
                Link("vxlan-6784", "vxlan", 9, 65535)
            )
            .With(Process("weaver", "--port", "6783"))
            .WithInside(
                Container("a"),
                Link("eth0", "veth", 2, 1500, 20),
                Link("ethwe", "veth", 3, 1376, 21) with
                {
                    Addresses = [Address("10.32.0.1/12")],
                }
            ) with
        {
            Weave = report,
        };

    private static WeaveReport Report(params WeaveConnection[] connections) =>
        new()
        {
            Version = "2.8.1",
            PeerName = "a",
            NickName = "one",
            Interface = "datapath (via ODP)",
            CapturesWith = WeaveCapture.OpenVSwitch,
            Encryption = true,
            Connections = connections,
            IpamRange = "10.32.0.0/12",
        };

    private static WeaveConnection Connection(string peer, string overlay, bool encrypted) =>
        new()
        {
            Address = "192.0.2.2:6783",
            State = "established",
            NickName = peer,
            Overlay = overlay,
            Encrypted = encrypted,
        };

    [Fact]
    public void The_fast_datapath_is_VXLAN()
    {
        var host = Weave(Report(Connection("two", "fastdp", false)));

        Assert.Equal("fastdp", host.Solution().Backend);
        Assert.Equal("VXLAN by fastdp: 1 connection", host.Row("NetworkModel").Observed);
        Assert.Equal(FeatureStatus.Match, host.Row("NetworkModel").Status);
    }

    [Fact]
    public void Without_a_report_the_links_tell_the_fast_datapath() =>
        Assert.Equal("fastdp", (Weave(Report()) with { Weave = null }).Solution().Backend);

    [Fact]
    public void An_encrypted_fast_datapath_is_IPsec_and_not_NaCl()
    {
        var row = Weave(Report(Connection("two", "fastdp", true))).Row("EncryptionChannel");

        Assert.Equal("Encrypted: IPsec on 1 of 1 established connection (two)", row.Observed);
        Assert.Equal(FeatureStatus.Outdated, row.Status);
    }

    [Fact]
    public void One_connection_in_clear_among_three_is_named()
    {
        var host = Weave(
            Report(Connection("two", "sleeve", true), Connection("three", "sleeve", true), Connection("four", "sleeve", false))
        );

        var row = host.Row("EncryptionChannel");
        Assert.Equal("Partly encrypted: NaCl on 2 of 3 established connections (two, three); unencrypted: four", row.Observed);
        Assert.Equal(FeatureStatus.Mismatch, row.Status);
        Assert.Contains(
            host.Solution().Findings,
            finding => finding.Contains("connection to four is unencrypted", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_bridge_called_weave_made_by_hand_is_not_Weave() =>
        Assert.Empty(HostAudit.FindSolutions(Host(Link("weave", "bridge", 5))));

    [Fact]
    public void A_container_called_weave_of_another_image_is_not_Weave() =>
        Assert.Empty(HostAudit.FindSolutions(Host().With(Container("weave", "host") with { Image = "acme/loom:1" })));

    [Fact]
    public void The_plugin_of_a_swarm_has_no_container()
    {
        var host = Host()
            .With(Network("wnet", "weaveworks/net-plugin:2.8.1", "10.40.0.0/16", "swarm"))
            .With(Process("weaver"))
            .With(Container("a", "wnet", Endpoint("wnet", "10.40.0.2")));
        host = host with
        {
            Engine = host.Engine! with { Plugins = [new ManagedPlugin { Name = "weaveworks/net-plugin:2.8.1", Enabled = true }] },
        };

        var solution = host.Solution();
        Assert.Equal(("Weave", "Running"), (solution.Name, solution.State));
        Assert.Equal(["wnet"], solution.Networks);
    }

    [Fact]
    public void A_connection_to_itself_is_no_trouble()
    {
        var host = Weave(
            Report(
                new WeaveConnection
                {
                    Address = "192.0.2.1:6783",
                    State = "failed",
                    Fault = WeaveFault.Itself,
                }
            )
        );

        Assert.Empty(host.Solution().Findings);
    }

    [Fact]
    public void Two_solutions_on_one_host_are_both_found()
    {
        var host = WithLink(Weave(Report(Connection("two", "sleeve", false))), Vxlan("flannel.1", 1, 8472, 30));

        Assert.Equal(["Flannel", "Weave"], HostAudit.FindSolutions(host).Select(solution => solution.Name));
    }

    private static HostSnapshot WithLink(HostSnapshot host, Link link) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Links = [.. host.HostNamespace.Links!, link] },
        };
}
