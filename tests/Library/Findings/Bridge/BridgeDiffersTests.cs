using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class BridgeDiffersTests
{
    private static string Bridge => PlainHost.Sound.BridgeOf("br1");

    [Fact]
    public void As_the_engine_sets_it_up_nothing_differs() => Assert.Empty(PlainHost.Sound.Find<BridgeDiffers>());

    [Fact]
    public void A_bridge_that_is_a_port_of_another_differs() =>
        Assert.Contains(
            $"{Bridge} is a port of br-lan",
            Assert.Single(PlainHost.Sound.Link(Bridge, link => link with { Master = "br-lan" }).Find<BridgeDiffers>()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_link_of_another_kind_differs() =>
        Assert.Contains(
            "is a link of kind dummy, not a bridge",
            Assert.Single(PlainHost.Sound.Link(Bridge, link => link with { Kind = "dummy" }).Find<BridgeDiffers>()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_gateway_address_with_another_prefix_length_differs()
    {
        var host = PlainHost.Sound.Link(
            Bridge,
            link => link with { Addresses = [.. link.Addresses.Select(address => address with { PrefixLength = 24 })] }
        );

        var finding = Assert.Single(host.Find<BridgeDiffers>());
        Assert.Contains("with a prefix of 24 bits", finding.Message, StringComparison.Ordinal);

        // At its start, an engine adopts the address that the default bridge has. So a restart would keep the wrong one.
        Assert.Matches(@"^ip addr add (\S+)/16 brd \+ dev \S+ && ip addr del \1/24 dev ", finding.Remediation);
    }

    [Fact]
    public void Two_ends_of_a_link_with_different_MTUs_differ()
    {
        var host = PlainHost.Sound.Inside(
            "b1",
            inside => inside with { Links = [.. inside.Links!.Select(link => link.IsLoopback ? link : link with { Mtu = 9000 })] }
        );

        Assert.Equal(
            "Network br1 (mb1, b2, b1) may not work, because it isn't as the engine set it up: container b1's link "
                + "eth0 has an MTU of 9000, and its end on the host 1500.",
            Assert.Single(host.Find<BridgeDiffers>()).Message
        );
    }

    [Fact]
    public void Two_containers_with_one_MAC_address_differ_and_the_changed_one_is_to_be_restarted()
    {
        var taken = PlainHost
            .Sound.Containers!.Single(one => one.Name == "b2")
            .Endpoints.Single(one => one.NetworkName == "br1")
            .MacAddress;
        var host = PlainHost.Sound.Inside(
            "b1",
            inside => inside with { Links = [.. inside.Links!.Select(link => link.IsLoopback ? link : link with { MacAddress = taken })] }
        );
        var finding = Assert.Single(host.Find<BridgeDiffers>());

        Assert.Contains(
            $"have the same MAC address {taken}, so packets for one go to the other",
            finding.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("docker restart b1 # gives its link the MAC address that the engine chose", finding.Remediation);
    }
}
