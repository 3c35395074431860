using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Solutions.DockerOverlay;

/// <summary>Sizes of packets on the wire.</summary>
public sealed class OverlayMtuTests
{
    [Theory]
    [InlineData(1500, false, 1450)]
    [InlineData(1400, false, 1350)]
    [InlineData(1500, true, 1424)]
    [InlineData(1492, true, 1416)]
    public void Docker_takes_VXLAN_and_ESP_off(int underlay, bool encrypted, int inner) =>
        Assert.Equal(inner, OverlayMtu.Inner(underlay, encrypted));

    [Theory]
    [InlineData(1450, false, false, 1500)]
    [InlineData(1450, false, true, 1520)]
    [InlineData(1424, true, false, 1500)]
    [InlineData(1423, true, false, 1500)]
    [InlineData(1420, true, false, 1496)]
    public void A_frame_grows_by_its_headers(int inner, bool encrypted, bool overIPv6, int outer) =>
        Assert.Equal(outer, OverlayMtu.Outer(inner, encrypted, overIPv6));

    [Theory]
    [InlineData(1420, false, false, 1420)]
    [InlineData(1500, false, true, 1480)]
    public void The_option_to_set_is_the_underlays_size_less_what_Docker_forgets(int underlay, bool encrypted, bool overIPv6, int option) =>
        Assert.Equal(option, OverlayMtu.LargestOption(underlay, encrypted, overIPv6));

    [Fact]
    public void Each_option_found_fits()
    {
        for (var underlay = 1280; underlay < 9001; underlay++)
        {
            var option = OverlayMtu.LargestOption(underlay, true, false);
            Assert.True(OverlayMtu.Outer(OverlayMtu.Inner(option, true), true, false) <= underlay, $"{underlay}: {option}");
        }
    }
}
