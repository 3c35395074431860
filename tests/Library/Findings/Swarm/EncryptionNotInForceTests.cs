using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>IPsec states and policies of encrypted networks.</summary>
public sealed class EncryptionNotInForceTests
{
    [Fact]
    public void A_peer_without_a_state_is_named()
    {
        var finding = Assert.Single(
            SwarmHost.Encrypted.WithHost(ns => ns with { XfrmStates = [], XfrmPolicies = null }).Find<EncryptionNotInForce>()
        );
        Assert.Equal((Severity.Error, "sec"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "The encrypted network sec is cut or unencrypted between this host and 10.97.0.2: the kernel has no ESP state for it.",
            finding.Message
        );
    }

    [Fact]
    public void States_of_another_VPN_are_none_of_the_networks()
    {
        var host = SwarmHost.Encrypted.WithHost(ns =>
            ns with
            {
                XfrmStates = [.. ns.XfrmStates!.Select(state => state with { RequestId = 1 })],
            }
        );
        Assert.Equal("sec", Assert.Single(host.Find<EncryptionNotInForce>()).Subject.Name);
    }

    [Fact]
    public void One_way_only_isnt_enough()
    {
        var host = SwarmHost.Encrypted.WithHost(ns =>
            ns with
            {
                XfrmStates = [.. ns.XfrmStates!.Where(state => state.Source == "10.97.0.1")],
            }
        );
        Assert.Equal("sec", Assert.Single(host.Find<EncryptionNotInForce>()).Subject.Name);
    }

    [Fact]
    public void Policies_for_another_port_leave_packets_in_clear()
    {
        var policy = SwarmHost.Policy;
        Assert.Empty(SwarmHost.Encrypted.WithHost(ns => ns with { XfrmPolicies = [policy] }).Find<EncryptionNotInForce>());
        var finding = Assert.Single(
            SwarmHost
                .Encrypted.WithHost(ns => ns with { XfrmPolicies = [policy with { DestinationPort = 4790 }] })
                .Find<EncryptionNotInForce>()
        );
        Assert.Equal(
            "Packets of the encrypted network sec to 10.97.0.2 leave unencrypted, and are dropped there: the kernel "
                + "has no IPsec policy for UDP 4789 to it.",
            finding.Message
        );
    }

    [Fact]
    public void What_is_lost_is_told_from_what_leaves_in_clear_by_the_policies()
    {
        var lost = Assert.Single(Without(SwarmHost.Policy).Find<EncryptionNotInForce>());
        var clear = Assert.Single(Without().Find<EncryptionNotInForce>());

        Assert.Equal(
            "Nothing of the encrypted network sec crosses between this host and 10.97.0.2: by its IPsec policies the "
                + "kernel must encrypt the packets, and it has no ESP state for it.",
            lost.Message
        );
        Assert.Equal(
            "Packets of the encrypted network sec leave unencrypted between this host and 10.97.0.2: the kernel has "
                + "neither an ESP state for it nor a policy that demands one.",
            clear.Message
        );
    }

    [Fact]
    public void A_network_that_no_other_node_has_needs_no_state() =>
        Assert.Empty(TroubledHost.Read("02b-encrypted-on-one-node").Find<EncryptionNotInForce>());

    [Fact]
    public void Without_a_look_at_the_states_nothing_is_said() =>
        Assert.Empty(SwarmHost.Encrypted.WithHost(ns => ns with { XfrmStates = null }).Find<EncryptionNotInForce>());

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Encrypted.Find<EncryptionNotInForce>());

    private static HostSnapshot Without(params XfrmPolicy[] policies) =>
        SwarmHost.Encrypted.WithHost(ns => ns with { XfrmStates = [], XfrmPolicies = policies });
}
