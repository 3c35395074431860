using System.Net;
using NetAudit.Model;
using NetAudit.Platform.Sockets;
using NetAudit.Probes.Wire;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes.Wire;

public class WireFrameTests
{
    private static readonly byte[] s_marker = [0x4f, 0x1c, 0xa0, 0x11, 0x22, 0x33, 0x44, 0x55];
    private static readonly IPAddress s_host = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress s_other = IPAddress.Parse("192.0.2.2");

    private static readonly byte[] s_echo = IPv4Packet.Write(
        IPAddress.Parse("10.0.1.2"),
        IPAddress.Parse("10.0.1.3"),
        IPv4Packet.Icmp,
        [8, 0, 0, 0, 0, 1, 0, 1, .. s_marker]
    );

    private static byte[] Ethernet(byte[] packet, params byte[] tags) => [.. new byte[12], .. tags, 8, 0, .. packet];

    private static byte[] Between(int protocol, params byte[] payload) => Ethernet(IPv4Packet.Write(s_host, s_other, protocol, payload));

    private static byte[] Udp(int port, params byte[] data) =>
        Between(IPv4Packet.Udp, [0xc0, 0, (byte)(port >> 8), (byte)port, 0, 0, 0, 0, .. data]);

    private static byte[] Vxlan(int vni, byte[] inner) => [8, 0, 0, 0, (byte)(vni >> 16), (byte)(vni >> 8), (byte)vni, 0, .. inner];

    [Theory]
    [InlineData(4789)]
    [InlineData(8472)]
    [InlineData(6784)]
    [InlineData(7777)]
    public void VXLAN_is_known_on_any_port_with_its_VNI_and_what_is_in_it_can_be_read(int port)
    {
        var frame = WireFrame.Read(Udp(port, Vxlan(0x012345, Ethernet(s_echo))))!;

        Assert.Equal((NetworkModel.Vxlan, WireEncapsulation.Vxlan, 74565, port), (frame.Model, frame.Encapsulation, frame.Vni, frame.Port));
        Assert.Equal((s_host, s_other), (frame.Source, frame.Destination));
        Assert.True(frame.Shows(s_marker));
        Assert.False(frame.Shows([.. s_marker.Reverse()]));
    }

    [Fact]
    public void Tags_of_virtual_LANs_make_no_difference()
    {
        byte[] tagged = Ethernet(
            Udp(4789, Vxlan(256, Ethernet(s_echo, 0x81, 0, 0, 7))).Skip(14).ToArray(),
            0x88,
            0xa8,
            0,
            5,
            0x81,
            0,
            0,
            6
        );

        Assert.True(WireFrame.Read(tagged)!.Shows(s_marker));
    }

    [Fact]
    public void Other_encapsulations_are_told_apart()
    {
        Assert.Equal((NetworkModel.Udp, true), Seen(Udp(8285, s_echo)));
        Assert.Equal((NetworkModel.Udp, true), Seen(Udp(6783, [1, 2, 3, .. Ethernet(s_echo)])));
        Assert.Equal((NetworkModel.IPIP, true), Seen(Between(4, s_echo)));
        Assert.Equal((NetworkModel.Layer3, true), Seen(Ethernet(s_echo)));
        Assert.Equal((NetworkModel.WireGuard, false), Seen(Udp(51820, [4, 0, 0, 0, .. new byte[28]])));
        Assert.Equal((null, false), Seen(Between(50, new byte[80])));

        static (NetworkModel? Model, bool Readable) Seen(byte[] bytes) =>
            (WireFrame.Read(bytes)!.Model, WireFrame.Read(bytes)!.Shows(s_marker));
    }

    [Fact]
    public void Only_kinds_that_can_encrypt_may_hide_a_packet()
    {
        Assert.Equal(EncryptionScheme.IPsec, WireFrame.Read(Between(50, new byte[80]))!.Scheme);
        Assert.Equal(EncryptionScheme.NaCl, WireFrame.Read(Udp(6783, new byte[80]))!.Scheme);
        Assert.Equal(EncryptionScheme.WireGuard, WireFrame.Read(Udp(51820, [4, 0, 0, 0, .. new byte[28]]))!.Scheme);
        Assert.Null(WireFrame.Read(Udp(4789, Vxlan(1, Ethernet(s_echo))))!.Scheme);
        Assert.Null(WireFrame.Read(Udp(53, new byte[80]))!.Scheme);
    }

    [Fact]
    public void A_frame_cut_off_anywhere_is_no_error_and_what_is_no_IPv4_is_none()
    {
        var whole = Udp(4789, Vxlan(1, Ethernet(s_echo)));
        var shown = Enumerable.Range(0, whole.Length).Count(length => WireFrame.Read([.. whole.Take(length)])?.Shows(s_marker) == true);

        Assert.Equal(0, shown);
        Assert.Null(WireFrame.Read([.. new byte[12], 8, 6, .. new byte[28]]));
        Assert.Null(WireFrame.Read([.. new byte[12], 0x81, 0]));
    }

    [Fact]
    public void A_sleeve_in_clear_hides_nothing_also_where_frames_are_merged_in_it_and_a_sealed_one_may()
    {
        var alone = Sleeve(Framed(Ethernet(s_echo)));
        var merged = Sleeve(Framed(new byte[200]), Framed(Ethernet(s_echo)));
        byte[] box = [.. Enumerable.Range(7, 96).Select(number => (byte)(number * 37))];

        Assert.Equal((null, false), Told(WireFrame.Read(alone)));
        Assert.Equal((null, true), Told(WireFrame.Read(merged[..192])));
        Assert.False(WireFrame.Read(merged[..192])!.Shows(s_marker));
        Assert.Equal((EncryptionScheme.NaCl, false), Told(WireFrame.Read(Sleeve([0, 0, 0, 0, 0, 0, 0, 1, .. box]))));

        static (EncryptionScheme? Scheme, bool IsCutOff) Told(WireFrame? frame) => (frame!.Scheme, frame.IsCutOff);
    }

    private static byte[] Framed(byte[] frame) => [.. new byte[12], (byte)(frame.Length >> 8), (byte)frame.Length, .. frame];

    private static byte[] Sleeve(params byte[][] frames)
    {
        byte[] data = [1, 2, 3, 4, 5, 6, .. frames.SelectMany(frame => frame)];
        var length = data.Length + 8;
        return Between(IPv4Packet.Udp, [0xc0, 0, 6783 >> 8, 6783 & 0xff, (byte)(length >> 8), (byte)length, 0, 0, .. data]);
    }
}
