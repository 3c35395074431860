using NetAudit.Findings;

namespace NetAudit.Live.Tests.Troubles;

/// <summary>Entries that flanneld wrote once, and that were removed or changed since.</summary>
[Collection(nameof(TroubleFixture))]
public sealed class FlannelTroubleTests(TroubleFixture lab) : TroubleTests(lab)
{
    private const string PeerMac = "9a:01:02:03:04:1f";

    [Fact]
    public Task A_route_that_was_flushed() =>
        CheckAsync(
            new(Here, "FlannelRouteMissing", "10.5.31.0")
            {
                Make = () => Here.ShAsync("ip route flush 10.5.31.0/24"),
                Repair = finding => Here.ShAsync(Command(finding, @"ip route replace 10\.5\.31\.0/24 via \S+ dev \S+ onlink")),
                CleanUp = () => Here.ShAsync("ip route replace 10.5.31.0/24 via 10.5.31.0 dev flannel.1 onlink"),
            }
        );

    [Fact]
    public Task A_forwarding_entry_that_was_removed() =>
        CheckAsync(
            new(Here, "FlannelPeerEntryMissing", "10.5.31.0")
            {
                Make = () => Here.ShAsync($"bridge fdb del {PeerMac} dev flannel.1 dst {There.Address} self"),
                Repair = RestartFlanneldAsync,
                CleanUp = Lab.Flannel.VxlanAsync,
            }
        );

    [Fact]
    public Task A_VTEP_whose_MAC_address_changed_and_was_taken_over_by_half() =>
        CheckAsync(
            new(Here, "VtepMacChanged", "9a:01:02:03:04:ee")
            {
                Make = () =>
                    Here.ShAsync(
                        $"bridge fdb del {PeerMac} dev flannel.1 dst {There.Address} self; "
                            + $"bridge fdb append 9a:01:02:03:04:ee dev flannel.1 dst {There.Address} self permanent"
                    ),
                Repair = RestartFlanneldAsync,
                CleanUp = Lab.Flannel.VxlanAsync,
            }
        );

    [Fact]
    public Task A_link_of_its_that_is_down() =>
        CheckAsync(
            new(Here, "FlannelLinkDown", "flannel.1")
            {
                Make = () => Here.ShAsync("ip link set flannel.1 down"),
                Repair = async finding =>
                {
                    await Here.ShAsync(Command(finding, "ip link set flannel.1 up"));
                    await RestartFlanneldAsync(finding);
                },
                CleanUp = Lab.Flannel.VxlanAsync,
            }
        );

    private Task RestartFlanneldAsync(Finding finding)
    {
        Assert.Contains("estart flanneld", finding.Remediation, StringComparison.Ordinal);
        return Lab.Flannel.VxlanAsync();
    }
}
