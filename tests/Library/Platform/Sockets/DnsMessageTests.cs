using System.Net;
using NetAudit.Platform.Sockets;

namespace NetAudit.Library.Tests.Platform.Sockets;

public sealed class DnsMessageTests
{
    private const ushort Id = 0x1234;

    private static byte[] Question => DnsMessage.Question(Id, "web.example", DnsType.A);

    [Fact]
    public void A_question_is_as_RFC_1035_has_it() =>
        Assert.Equal(
            "12-34-01-00-00-01-00-00-00-00-00-00-03-77-65-62-07-65-78-61-6D-70-6C-65-00-00-01-00-01",
            BitConverter.ToString(Question)
        );

    [Theory]
    [InlineData("a..b")]
    [InlineData("")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.x")]
    public void A_name_that_can_t_be_one_is_refused(string name) =>
        Assert.Throws<FormatException>(() => DnsMessage.Question(Id, name, DnsType.A));

    [Theory]
    [InlineData("10.0.1.5", "5.1.0.10.in-addr.arpa")]
    [InlineData("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public void An_address_has_a_name_for_the_question_back(string address, string name) =>
        Assert.Equal(name, DnsMessage.ReverseName(IPAddress.Parse(address)));

    [Fact]
    public void Addresses_are_read_and_records_of_other_types_are_left_out()
    {
        // A CNAME comes first, then two addresses of its target. Names refer to the question's name.
        byte[] answer =
        [
            .. Header(answers: 3),
            .. Question[12..],
            0xC0,
            12,
            0,
            5,
            0,
            1,
            0,
            0,
            0,
            9,
            0,
            4,
            1,
            (byte)'v',
            0xC0,
            16,
            0xC0,
            41,
            0,
            1,
            0,
            1,
            0,
            0,
            0,
            9,
            0,
            4,
            10,
            0,
            1,
            5,
            0xC0,
            41,
            0,
            1,
            0,
            1,
            0,
            0,
            0,
            9,
            0,
            4,
            10,
            0,
            1,
            6,
        ];
        var read = Read(answer)!;

        Assert.Equal(DnsStatus.NoError, read.Status);
        Assert.Equal(["10.0.1.5", "10.0.1.6"], read.Records);
    }

    [Fact]
    public void A_name_is_read_and_what_no_name_has_is_written_as_a_number()
    {
        var question = DnsMessage.Question(Id, "5.1.0.10.in-addr.arpa", DnsType.Ptr);
        byte[] answer =
        [
            .. Header(answers: 1),
            .. question[12..],
            0xC0,
            12,
            0,
            12,
            0,
            1,
            0,
            0,
            0,
            9,
            0,
            9,
            2,
            (byte)'c',
            (byte)'1',
            4,
            (byte)'a',
            (byte)'.',
            27,
            (byte)'z',
            0,
        ];

        Assert.Equal([@"c1.a\046\027z"], DnsMessage.ReadAnswer(answer, answer.Length, question)!.Records);
    }

    [Theory]
    [InlineData(2, "ServerFailure")]
    [InlineData(3, "NoSuchName")]
    [InlineData(5, "Refused")]
    public void A_failure_of_the_server_is_not_the_absence_of_a_name(byte code, string status)
    {
        byte[] answer = [.. Header(answers: 0, code), .. Question[12..]];
        Assert.Equal(status, $"{Read(answer)!.Status}");
    }

    [Fact]
    public void An_answer_to_another_question_is_none()
    {
        byte[] other = [.. Header(answers: 0), .. DnsMessage.Question(Id, "db.example", DnsType.A)[12..]];
        byte[] otherType = [.. Header(answers: 0), .. DnsMessage.Question(Id, "web.example", DnsType.Aaaa)[12..]];
        byte[] otherId = [.. Header(answers: 0), .. Question[12..]];
        otherId[0]++;

        Assert.Null(Read(other));
        Assert.Null(Read(otherType));
        Assert.Null(Read(otherId));
        Assert.Null(Read(Question));
        byte[] otherCase = [.. Header(answers: 0), .. DnsMessage.Question(Id, "WEB.example", DnsType.A)[12..]];
        Assert.Empty(Read(otherCase)!.Records);
    }

    [Fact]
    public void A_name_without_end_is_refused()
    {
        byte[] answer = [.. Header(answers: 1), .. Question[12..], 0xC0, 29, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 10, 0, 1, 5];
        Assert.Equal("A name in a DNS message has no end.", Assert.Throws<FormatException>(() => Read(answer)).Message);
    }

    [Fact]
    public void Damaged_answers_give_nothing_or_the_one_error_that_is_expected()
    {
        byte[] whole = [.. Header(answers: 1), .. Question[12..], 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 10, 0, 1, 5];
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            byte[] damaged = [.. whole.Take(random.Next(whole.Length + 1))];
            for (var changes = random.Next(4); changes > 0 && damaged.Length > 0; changes--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Assert.True(Record.Exception(() => Read(damaged)) is null or FormatException);
        }
    }

    private static DnsMessage? Read(byte[] answer) => DnsMessage.ReadAnswer(answer, answer.Length, Question);

    private static byte[] Header(byte answers, byte code = 0) =>
        [Id >> 8, Id & 0xff, 0x81, (byte)(0x80 | code), 0, 1, 0, answers, 0, 0, 0, 0];
}
