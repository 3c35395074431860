using CsCheck;
using NetAudit.Platform.Netlink;

namespace NetAudit.Library.Tests.Platform.Netlink;

/// <summary>
/// Any bytes as netlink messages of each kind: whole ones with bytes changed, cut or doubled, and noise behind a sound header. They are
/// read or refused as malformed. Time and memory grow with their length. Seeds are fixed; NETAUDIT_SAMPLES tries more.
/// </summary>
public sealed class HostileNetlinkTests
{
    private const int Samples = 3_000;
    private const int MostBytesForEach = 2_000;

    public static TheoryData<string> Kinds => DamagedNetlinkTests.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_bytes_are_read_or_refused_as_malformed(string kind)
    {
        var (whole, parse) = DamagedNetlinkTests.Samples[kind];
        Changed(whole)
            .Sample(
                datagram => _ = DamagedNetlinkTests.Read(datagram, datagram.Length, parse),
                seed: "0N0XIzNsQ0O2",
                iter: Properties.MutatedBundleTests.Many(Samples),
                threads: 1,
                print: BitConverter.ToString
            );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_long_datagram_takes_memory_in_proportion(string kind)
    {
        var (whole, parse) = DamagedNetlinkTests.Samples[kind];
        var padded = MessageBuilder.Join(whole, new byte[(4 - (whole.Length % 4)) % 4]);
        byte[] many = [.. Enumerable.Repeat(padded, 2_000).SelectMany(one => one)];
        _ = NetlinkMessage.Split(many, many.Length).SelectMany(parse).Count();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = NetlinkMessage.Split(many, many.Length).SelectMany(parse).Count();

        Assert.True(read >= 2_000, $"{read}");
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / many.Length, 0, MostBytesForEach);
    }

    private static Gen<byte[]> Changed(byte[] whole)
    {
        var at = Gen.Int[0, whole.Length - 1];
        var changed = Gen.Select(at, Gen.Byte).Array[1, 8].Select(changes => Apply(whole, changes));
        var cut = Gen.Select(at, Gen.Int[1, 24]).Select(part => Without(whole, part.Item1, part.Item2));
        var doubled = Gen.Select(at, Gen.Int[1, 64]).Select(part => Doubled(whole, part.Item1, part.Item2));
        var noise = Gen.Byte.Array[0, 300].Select(bytes => WithLength([.. whole.Take(NetlinkMessage.HeaderLength), .. bytes]));
        return Gen.OneOf(changed, cut.Select(WithLength), doubled.Select(WithLength), noise, Gen.Byte.Array[0, 80]);
    }

    private static byte[] Apply(byte[] whole, (int At, byte Value)[] changes)
    {
        var copy = (byte[])whole.Clone();
        foreach (var (at, value) in changes)
        {
            copy[at] = value;
        }

        return copy;
    }

    private static byte[] Without(byte[] whole, int at, int length) => [.. whole.Take(at), .. whole.Skip(at + length)];

    private static byte[] Doubled(byte[] whole, int at, int length) =>
        [.. whole.Take(at), .. whole.Skip(at).Take(length), .. whole.Skip(at)];

    /// <summary>Corrects the length in the header, so that not all samples are refused there.</summary>
    private static byte[] WithLength(byte[] datagram)
    {
        if (datagram.Length >= sizeof(int))
        {
            BitConverter.GetBytes(datagram.Length).CopyTo(datagram, 0);
        }

        return datagram;
    }
}
