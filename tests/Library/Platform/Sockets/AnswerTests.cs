using System.Net;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Platform.Sockets;

public sealed class AnswerTests
{
    private static readonly IPAddress s_source = IPAddress.Parse("10.0.1.2");
    private static readonly IPAddress s_target = IPAddress.Parse("10.0.1.3");
    private static readonly IPAddress s_gateway = IPAddress.Parse("10.0.1.1");
    private static readonly byte[] s_marker = [0x4f, 0x1c, 3, 4, 5, 6, 7, 8];

    public static TheoryData<int> Protocols => [1, 6, 17, 132, 47, 50, 253];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void The_target_that_says_it_does_not_speak_a_protocol_was_reached(int protocol)
    {
        var answer = Read(Error(3, 2, s_target, protocol, s_marker), protocol);

        Assert.Equal((ProbeOutcome.Reached, "ICMP protocol unreachable from 10.0.1.3"), (answer!.Outcome, Words(answer)));
    }

    [Theory]
    [InlineData(3, 2, "ICMP protocol unreachable from 10.0.1.1")]
    [InlineData(3, 3, "ICMP port unreachable from 10.0.1.1")]
    [InlineData(3, 13, "ICMP administratively prohibited from 10.0.1.1")]
    [InlineData(11, 0, "ICMP time to live exceeded from 10.0.1.1")]
    public void Another_that_says_so_refused_it(byte type, byte code, string words) =>
        Assert.Equal((ProbeOutcome.Refused, words, type == 11), Told(Read(Error(type, code, s_gateway, 132, s_marker), 132)!));

    [Theory]
    [MemberData(nameof(Protocols))]
    public void An_error_about_another_packet_is_no_answer(int protocol) =>
        Assert.Null(Read(Error(3, 2, s_target, protocol, [9, 9, 9, 9, 9, 9, 9, 9]), protocol));

    [Fact]
    public void An_echo_reply_counts_only_from_the_target_and_with_the_marker()
    {
        byte[] Reply(byte last) => [0, 0, 0, 0, 0x4f, 0x1c, 0, 1, .. s_marker[..7], last];

        Assert.Equal(ProbeOutcome.Reached, Read(IPv4Packet.Write(s_target, s_source, 1, Reply(8)), 1)?.Outcome);
        Assert.Null(Read(IPv4Packet.Write(s_gateway, s_source, 1, Reply(8)), 1));
        Assert.Null(Read(IPv4Packet.Write(s_target, s_source, 1, Reply(9)), 1));
    }

    [Theory]
    [InlineData(0x14, "TCP RST from 10.0.1.3")]
    [InlineData(0x12, "TCP SYN-ACK from 10.0.1.3")]
    [InlineData(0x10, null)]
    public void A_reset_and_an_open_port_are_answers(byte flags, string? words)
    {
        var sent = Datagram.Create(6, s_source, s_target, s_marker).Payload;
        byte[] tcp = [sent[2], sent[3], sent[0], sent[1], 0, 0, 0, 0, 0, 0, 0, 0, 0x50, flags, 0, 0, 0, 0, 0, 0];

        Assert.Equal(words, Read(IPv4Packet.Write(s_target, s_source, 6, tcp), 6) is { } answer ? Words(answer) : null);
    }

    [Fact]
    public void Bytes_from_anybody_never_throw_and_never_count()
    {
        var random = new Random(5);
        var whole = Error(3, 2, s_target, 132, s_marker);
        for (var i = 0; i < 5000; i++)
        {
            // A quote of less than eight bytes doesn't identify its packet.
            var bytes = whole[..random.Next(56)];
            Assert.Null(Read(bytes, 132));
            random.NextBytes(bytes);
            Assert.Null(Read(bytes, 132));
        }
    }

    [Fact]
    public void A_header_with_options_is_read_to_its_end()
    {
        var plain = IPv4Packet.Write(s_source, s_target, 253, [1, 2, 3]);
        byte[] withOptions = [0x46, .. plain[1..20], 7, 7, 7, 7, .. plain[20..]];

        Assert.Equal([1, 2, 3], IPv4Packet.Read(withOptions)!.Payload);
        Assert.Null(IPv4Packet.Read([0x60, .. plain[1..]]));
    }

    [Fact]
    public void Checksums_are_those_that_a_receiver_computes()
    {
        // The example is RFC 1071's own.
        Assert.Equal(0xffff - 0xddf2, IPv4Packet.Checksum([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]));
        Assert.Equal(0, IPv4Packet.Checksum(Datagram.Create(1, s_source, s_target, s_marker).Payload));
        foreach (byte protocol in new byte[] { 6, 17 })
        {
            var payload = Datagram.Create(protocol, s_source, s_target, s_marker).Payload;
            Assert.Equal(
                0,
                IPv4Packet.Checksum([
                    .. s_source.GetAddressBytes(),
                    .. s_target.GetAddressBytes(),
                    0,
                    protocol,
                    0,
                    (byte)payload.Length,
                    .. payload,
                ])
            );
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_datagram_is_known_again_by_its_marker_whatever_translation_did_to_its_ports(int protocol)
    {
        var sent = Datagram.Create(protocol, s_source, s_target, s_marker);
        var other = Datagram.Create(protocol, s_source, s_target, [8, 7, 6, 5, 4, 3, 2, 1]);
        var translated = sent.Payload.ToArray();
        if (protocol is 6 or 17 or 132)
        {
            translated[0] ^= 0xff;
        }

        Assert.True(sent.IsIn(translated));
        Assert.False(sent.IsIn(other.Payload));
        Assert.False(sent.IsIn(translated[..(sent.MarkerAt + 1)]));
        Assert.InRange(sent.Payload.Length, 8, 24);
    }

    private static (ProbeOutcome Outcome, string Words, bool IsTimeExceeded) Told(Answer answer) =>
        (answer.Outcome, Words(answer), answer.Reply.IsTimeExceeded());

    private static string Words(Answer answer) => ReplyWording.Reply(answer.Reply, ProbeProtocol.Sctp);

    private static Answer? Read(byte[] bytes, int protocol) =>
        IPv4Packet.Read(bytes) is { } packet
            ? Answer.Read(packet, Datagram.Create(protocol, s_source, s_target, s_marker), s_target)
            : null;

    private static byte[] Error(byte type, byte code, IPAddress from, int protocol, byte[] marker) =>
        IPv4Packet.Write(
            from,
            s_source,
            1,
            [
                type,
                code,
                0,
                0,
                0,
                0,
                0,
                0,
                .. IPv4Packet.Write(s_source, s_target, protocol, Datagram.Create(protocol, s_source, s_target, marker).Payload),
            ]
        );
}
