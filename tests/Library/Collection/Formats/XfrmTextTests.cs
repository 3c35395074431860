using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class XfrmTextTests
{
    [Fact]
    public void Keys_of_ipsec_states_are_never_read()
    {
        var state = Assert.Single(
            XfrmText.Read(
                "src 10.0.0.1 dst 10.0.0.2\n\tproto esp spi 0x1 reqid 13681891(0x00d0c4e3) mode transport\n\taead rfc4106(gcm(aes)) "
                    + "0xdeadbeef 64\n"
            )
        );

        Assert.Equal(("10.0.0.1", "10.0.0.2", "esp", 13681891L), (state.Source, state.Destination, state.Protocol, state.RequestId!.Value));
        Assert.DoesNotContain("deadbeef", state.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ipsec_state_tells_its_direction_by_its_index()
    {
        var state = Assert.Single(XfrmText.Read("src 10.97.0.1 dst 10.97.0.2\n\tproto esp spi 0xbb5b1a6f reqid 13681891 mode transport"));

        Assert.Equal((0xbb5b1a6fL, "transport", 13681891L), (state.Spi!.Value, state.Mode, state.RequestId!.Value));
    }
}
