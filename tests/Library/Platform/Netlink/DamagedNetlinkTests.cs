using NetAudit.Platform.Netlink;
using static NetAudit.Library.Tests.Platform.Netlink.MessageBuilder;

namespace NetAudit.Library.Tests.Platform.Netlink;

/// <summary>Whatever a buffer holds, a parser reads it or reports it as malformed. It never reads outside the message.</summary>
public class DamagedNetlinkTests
{
    public static TheoryData<string> Kinds => [.. Samples.Keys];

    internal static readonly Dictionary<string, (byte[] Datagram, Func<NetlinkMessage, IEnumerable<object>> Parse)> Samples = new()
    {
        ["link"] = (
            Datagram(
                16,
                LinkHeader(1, 3, 1),
                Attribute(3, "vxlan0"),
                Attribute(4, 1450),
                Attribute(1, [2, 0, 0, 0, 0, 1]),
                Attribute(5, 2),
                Attribute(10, 4),
                Attribute(37, 0),
                Nest(
                    18,
                    Attribute(1, "vxlan"),
                    Nest(
                        2,
                        Attribute(1, 42),
                        Attribute(2, [10, 0, 0, 2]),
                        Attribute(4, [10, 0, 0, 1]),
                        Attribute(7, 1),
                        Attribute(11, 0),
                        Attribute(15, [0x21, 0x18]),
                        Attribute(17, new byte[16])
                    )
                )
            ),
            LinkMessages.Parse
        ),
        ["address"] = (
            Datagram(20, [2, 24, 0, 0, 3, 0, 0, 0], Attribute(1, [10, 0, 0, 1]), Attribute(2, [10, 0, 0, 1])),
            AddressMessages.Parse
        ),
        ["route"] = (
            Datagram(
                24,
                RouteHeader(2, 24),
                Attribute(1, [10, 0, 0, 0]),
                Attribute(15, 254),
                Attribute(7, [10, 0, 0, 1]),
                Attribute(6, 1),
                Attribute(9, Join(Hop(0, 1, Attribute(5, [10, 0, 0, 1])), Hop(4, 2, Attribute(18, [2, 0, 10, 0, 0, 2]))))
            ),
            message => RouteMessages.Parse(message, index => $"link{index}")
        ),
        ["rule"] = (
            Datagram(
                32,
                [2, 8, 8, 0, 254, 0, 0, 1, 0, 0, 0, 0],
                Attribute(1, [10, 0, 0, 0]),
                Attribute(2, [11, 0, 0, 0]),
                Attribute(6, 100),
                Attribute(10, 256),
                Attribute(16, -1),
                Attribute(15, 100)
            ),
            RuleMessages.Parse
        ),
        ["neighbour"] = (
            Datagram(28, [2, 0, 0, 0, 3, 0, 0, 0, 128, 0, 0, 1], Attribute(1, [10, 0, 0, 9]), Attribute(2, [2, 0, 0, 0, 0, 9])),
            message => NeighborMessages.Parse(message, index => $"link{index}")
        ),
        ["forwarding entry"] = (
            Datagram(28, [7, 0, 0, 0, 3, 0, 0, 0, 128, 0, 2, 0], Attribute(1, [10, 0, 0, 9]), Attribute(2, [2, 0, 0, 0, 0, 9])),
            message => ForwardingMessages.Parse(message, index => $"link{index}")
        ),
        ["socket"] = (
            Datagram(20, [2, 10, 0, 0], new byte[68], Attribute(8, 0)),
            message => SocketDiagnostics.Parse(message, SocketDiagnostics.Tcp)
        ),
        ["ipsec state"] = (Datagram(16, new byte[212], [2, 0], new byte[10], Attribute(1, new byte[68])), XfrmMessages.Parse),
        ["ipsec policy"] = (
            Datagram(
                19,
                new byte[40],
                [2, 0, 32, 32, 17],
                new byte[123],
                Attribute(21, [1, 0, 0, 0, 255, 0, 0, 0]),
                Attribute(5, new byte[64])
            ),
            XfrmPolicyMessages.Parse
        ),
        ["settings of a link"] = (
            Datagram(80, [2, 0, 0, 0], Attribute(1, 3), Attribute(2, 1), Attribute(3, 2)),
            message => LinkSettingMessages.Parse(message, index => $"link{index}").Cast<object>()
        ),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_whole_message_is_read(string kind)
    {
        var (datagram, parse) = Samples[kind];
        Assert.NotEmpty(Read(datagram, datagram.Length, parse)!);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_message_cut_short_anywhere_is_refused(string kind)
    {
        var (datagram, parse) = Samples[kind];
        for (var length = NetlinkMessage.HeaderLength; length < datagram.Length; length++)
        {
            Assert.Null(Read(datagram, length, parse));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_message_that_says_it_is_shorter_is_read_without_what_follows_it(string kind)
    {
        var (datagram, parse) = Samples[kind];
        for (var length = NetlinkMessage.HeaderLength; length < datagram.Length; length++)
        {
            // The bytes after the message are in the buffer, but not part of it. With garbage there, the result must be the same.
            var other = (byte[])datagram.Clone();
            BitConverter.GetBytes(length).CopyTo(other, 0);
            var before = Read(other, Aligned(length), parse);
            for (var at = length; at < other.Length; at++)
            {
                other[at] ^= 0xff;
            }

            Assert.Equal(before, Read(other, Aligned(length), parse));
        }

        static int Aligned(int length) => (length + 3) & ~3;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Garbled_bytes_never_bring_another_error_than_malformed(string kind)
    {
        var (datagram, parse) = Samples[kind];
        var random = new Random(20151123);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var garbled = (byte[])datagram.Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                garbled[random.Next(garbled.Length)] = (byte)random.Next(256);
            }

            read += Read(garbled, random.Next(8) == 0 ? random.Next(garbled.Length) : garbled.Length, parse) is null ? 0 : 1;
        }

        // Some samples are unreadable, and some only changed.
        Assert.InRange(read, 1, 19_999);
    }

    [Fact]
    public void An_attribute_that_claims_more_than_its_message_is_refused()
    {
        var address = Attribute(1, [10, 0, 0, 1]);
        BitConverter.GetBytes((ushort)64).CopyTo(address, 0);
        var message = Datagram(20, [2, 24, 0, 0, 3, 0, 0, 0], address);
        Assert.Throws<FormatException>(() =>
            AddressMessages.Parse(NetlinkMessage.Split(Join(message, new byte[256]), message.Length).Single())
        );
    }

    [Fact]
    public void A_length_of_zero_does_not_go_on_for_ever() =>
        Assert.Throws<FormatException>(() => NetlinkMessage.Split(new byte[64], 64).ToList());

    [Fact]
    public void An_attribute_s_number_that_is_too_short_is_refused() =>
        Assert.Throws<FormatException>(() => LinkMessages.Parse(Message(16, LinkHeader(1, 1, 1), Attribute(4, [1, 2]))));

    /// <summary>The values that were read; null if they were refused as malformed. Any other exception fails the test.</summary>
    internal static List<string>? Read(byte[] datagram, int length, Func<NetlinkMessage, IEnumerable<object>> parse)
    {
        try
        {
            return [.. NetlinkMessage.Split(datagram, length).SelectMany(parse).Select(Newtonsoft.Json.JsonConvert.SerializeObject)];
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
