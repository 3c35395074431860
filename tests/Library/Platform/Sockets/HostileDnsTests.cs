using CsCheck;
using NetAudit.Platform.Sockets;

namespace NetAudit.Library.Tests.Platform.Sockets;

/// <summary>
/// Any bytes as a DNS server's answer: random records behind the question, names that refer anywhere, answers that are cut anywhere. They
/// are read or refused as malformed. No name exceeds DNS's limit. Seeds are fixed; NETAUDIT_SAMPLES tries more.
/// </summary>
public sealed class HostileDnsTests
{
    private const int Samples = 20_000;

    /// <summary>A name has 255 bytes. Each may be written as \DDD.</summary>
    private const int LongestName = 255 * 4;

    private static readonly byte[] s_types = [1, 12, 28, 5];

    private static readonly byte[] s_question = DnsMessage.Question(0x1234, "web.example", DnsType.Ptr);

    [Fact]
    public void Any_answer_is_read_or_refused_as_malformed() =>
        Answers()
            .Sample(
                answer =>
                {
                    var records = Read(answer)?.Records ?? [];
                    return records.Count <= answer.Length / 11 && records.All(record => record.Length <= LongestName);
                },
                seed: "0N0XIzNsQ0O2",
                iter: Properties.MutatedBundleTests.Many(Samples),
                threads: 1,
                print: BitConverter.ToString
            );

    [Fact]
    public void An_answer_full_of_names_that_refer_to_each_other_is_small_in_memory()
    {
        // The answer has a name of many labels at its end. Thousands of records refer to it as their name and target.
        byte[] label = [63, .. Enumerable.Repeat((byte)'a', 63)];
        byte[] name = [.. label, .. label, .. label, 61, .. Enumerable.Repeat((byte)'a', 61), 0];
        const int Records = 4_000;
        var to = 12 + s_question.Length - 12;
        byte[] record = [(byte)(0xC0 | (to >> 8)), (byte)to, 0, 12, 0, 1, 0, 0, 0, 9, 0, 2, (byte)(0xC0 | (to >> 8)), (byte)to];
        byte[] answer =
        [
            .. Head(Records + 1),
            .. s_question.Skip(12),
            .. name,
            0,
            12,
            0,
            1,
            0,
            0,
            0,
            9,
            0,
            0,
            .. Enumerable.Repeat(record, Records).SelectMany(one => one),
        ];
        _ = Read(answer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Read(answer);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
    }

    private static Gen<byte[]> Answers()
    {
        var name = Gen.OneOf(
            Gen.Select(Gen.Int[0, 90], offset => new byte[] { 0xC0, (byte)offset }),
            Gen.Byte.Array[0, 12].Select(bytes => (byte[])[(byte)bytes.Length, .. bytes, 0]),
            Gen.Byte.Array[0, 6]
        );
        var record = Gen.Select(
            name,
            Gen.Int[0, 3].Select(kind => s_types[kind]),
            name,
            Gen.Int[-2, 2],
            (owner, type, target, wrong) =>
                (byte[])[.. owner, 0, type, 0, 1, 0, 0, 0, 9, 0, (byte)Math.Max(0, target.Length + wrong), .. target]
        );
        var whole = Gen.Select(record.Array[0, 6], Gen.Int[0, 9], (records, count) => Whole(records, count));
        return Gen.OneOf(
            whole,
            Gen.Select(whole, Gen.Int[0, 200], (bytes, length) => bytes.Take(length).ToArray()),
            Gen.Byte.Array[0, 60].Select(bytes => (byte[])[.. Head(3), .. s_question.Skip(12), .. bytes])
        );
    }

    private static byte[] Whole(byte[][] records, int count) => [.. Head(count), .. s_question.Skip(12), .. records.SelectMany(one => one)];

    private static byte[] Head(int answers) => [0x12, 0x34, 0x81, 0x80, 0, 1, (byte)(answers >> 8), (byte)answers, 0, 0, 0, 0];

    private static DnsMessage? Read(byte[] answer)
    {
        try
        {
            return DnsMessage.ReadAnswer(answer, answer.Length, s_question);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
