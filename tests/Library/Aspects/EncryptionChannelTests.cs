using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class EncryptionChannelTests
{
    private static readonly XfrmState[] s_states =
    [
        new()
        {
            Source = "10.99.0.1",
            Destination = "10.99.0.2",
            Protocol = "esp",
        },
        new()
        {
            Source = "10.99.0.2",
            Destination = "10.99.0.1",
            Protocol = "esp",
        },
    ];

    [Fact]
    public void Declared_and_not_in_force_contradicts_every_edition() =>
        Assert.All(
            Editions.BuiltIn,
            edition =>
            {
                var row = Row(WithPeer(states: []), edition);

                Assert.Equal("Mismatch", row.Status);
                Assert.StartsWith(
                    "NotInForce: network enc (declared; no ESP state in the kernel for 10.99.0.2)",
                    row.Observed,
                    StringComparison.Ordinal
                );
            }
        );

    [Fact]
    public void With_what_it_needs_it_is_in_force()
    {
        var row = Row(WithPeer(s_states), "current");

        Assert.Equal(("Match", "Observed"), (row.Status, row.Basis));
        Assert.StartsWith("IPsec on 1 of ", row.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_and_not_seen_proves_nothing()
    {
        var row = Row(WithPeer(states: null), "current");

        Assert.Equal("Inconclusive", row.Status);
        Assert.Contains("declared on network enc, and not seen to be in force", row.Reason, StringComparison.Ordinal);
        Assert.Equal("Outdated", Row(WithPeer(states: null), "blog-2015").Status);
    }

    [Fact]
    public void The_swarms_own_network_is_listed_as_never_encrypted() =>
        Assert.EndsWith("; network ingress is never encrypted", Row(WithPeer(s_states), "current").Observed, StringComparison.Ordinal);

    [Fact]
    public void Packets_that_are_lost_where_encryption_is_not_in_force_have_their_cause_named()
    {
        NetworkRef network = new() { Name = "enc" };
        var lost = Way(null, ProbeOutcome.Silent) with
        {
            From = Container("e1", network),
            To = Remote("e2", network, "10.0.9.3", "10.99.0.2"),
        };
        var row = WithPeer(states: []).WithProbes("DockerOverlay", lost).Row("DockerOverlay", "PartialConnectivity", "current");

        Assert.Contains(
            "the cause is that encryption isn't in force (network enc: declared; no ESP state in the kernel for 10.99.0.2)",
            row.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_packet_in_clear_contradicts_encryption_and_an_encrypted_one_contradicts_clear()
    {
        var encrypted = Probed(On("enc", Wire(ProbeCheck.EncryptionChannel, null, EncryptionScheme.None)));
        var clear = Probed(Wire(ProbeCheck.EncryptionChannel, null, EncryptionScheme.IPsec));

        Assert.StartsWith(
            "InClear: network enc is to be encrypted (IPsec), yet between c1 and c2",
            encrypted.Observed,
            StringComparison.Ordinal
        );
        Assert.Equal("Mismatch", encrypted.Status);
        Assert.Contains("Probed: packets contradict what is configured (", encrypted.Reason, StringComparison.Ordinal);
        Assert.Contains("IPsec: network ov1, between c1 and c2", clear.Observed, StringComparison.Ordinal);
    }

    /// <summary>A host of a swarm whose encrypted network another host takes part in.</summary>
    private static HostSnapshot WithPeer(IReadOnlyList<XfrmState>? states)
    {
        var host = RecordedHosts.Read("engine28-swarm/md1");
        var task = new NetworkTask
        {
            Service = "s",
            Name = "s.1.x",
            Address = "10.0.9.3",
            HostAddress = "10.99.0.2",
        };
        return host with
        {
            Networks = [.. host.Networks!.Select(network => network.Name == "enc" ? network with { Tasks = [task] } : network)],
            HostNamespace = host.HostNamespace! with { XfrmStates = states, XfrmPolicies = null },
        };
    }

    private static OverlayFeature Row(HostSnapshot host, string edition) => host.Row("DockerOverlay", "EncryptionChannel", edition);

    private static OverlayFeature Probed(params ProbeRecord[] records) =>
        Row(RecordedHosts.Read("engine28-swarm/md1").WithProbes("DockerOverlay", records), "blog-2015");

    private static ProbeRecord On(string network, ProbeRecord record) =>
        record with
        {
            From = record.From with { Network = new() { Name = network } },
            To = record.To! with { Network = new() { Name = network } },
        };
}
