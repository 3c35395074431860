using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class AddressTakenTests
{
    [Theory]
    [InlineData("engine28-plain/md1")]
    [InlineData("overlay-swarm/sw1")]
    public void On_a_sound_host_nothing_is_said(string name) => Assert.Empty(TroubledHost.Recorded(name).Find<AddressTaken>());

    [Fact]
    public void A_macvlan_containers_address_that_a_machine_of_the_LAN_answers_for_is_taken()
    {
        var host = PlainHost
            .Lan()
            .Here(here => here with { Neighbors = [Neighbor("192.0.2.50", "eth0", "02:aa:aa:aa:aa:aa", "REACHABLE")] });

        Assert.Equal(
            "Connections to container cam fail or reach another machine: its address 192.0.2.50 on network lan is in "
                + "use elsewhere too. A machine with 02:aa:aa:aa:aa:aa on eth0 answers for it.",
            Assert.Single(host.Find<AddressTaken>()).Message
        );
    }

    [Fact]
    public void A_macvlan_containers_address_that_the_host_has_is_taken()
    {
        var host = PlainHost
            .Lan()
            .Link("eth0", link => link with { Addresses = [.. link.Addresses, SnapshotBuilder.Address("192.0.2.50/24")] });

        Assert.Equal(
            "Connections to container cam fail or reach another machine: its address 192.0.2.50 on network lan is in "
                + "use elsewhere too. This host itself has it on eth0.",
            Assert.Single(host.Find<AddressTaken>()).Message
        );
    }

    [Theory]
    [InlineData("PERMANENT", 1)]
    [InlineData("REACHABLE", 1)]
    [InlineData("STALE", 0)]
    public void A_bridges_container_whose_address_the_host_has_another_MAC_address_for_is_cut_off(string state, int findings)
    {
        var host = PlainHost.Sound.Here(here =>
            here with
            {
                Neighbors = [Neighbor("172.18.0.2", PlainHost.Sound.BridgeOf("br1"), "02:bb:bb:bb:bb:bb", state)],
            }
        );

        Assert.Equal(findings, host.Find<AddressTaken>().Count(finding => finding.Subject.Name == "b1"));
    }

    private static Neighbor Neighbor(string address, string device, string mac, string state) =>
        new()
        {
            Address = address,
            Device = device,
            MacAddress = mac,
            State = state,
        };
}
