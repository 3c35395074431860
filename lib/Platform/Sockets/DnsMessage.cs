using System.Net;
using System.Text;

namespace NetAudit.Platform.Sockets;

/// <summary>What a DNS question asks for, by its number in RFC 1035 and 3596.</summary>
internal enum DnsType : ushort
{
    /// <summary>IPv4 addresses.</summary>
    A = 1,

    /// <summary>The name of an address.</summary>
    Ptr = 12,

    /// <summary>IPv6 addresses.</summary>
    Aaaa = 28,
}

/// <summary>How a name server ended a question, by its number in RFC 1035.</summary>
internal enum DnsStatus
{
    /// <summary>NOERROR: the name exists, whether it has records of the type or not.</summary>
    NoError = 0,

    /// <summary>FORMERR.</summary>
    FormatError = 1,

    /// <summary>SERVFAIL: the server couldn't find out, which proves nothing about the name.</summary>
    ServerFailure = 2,

    /// <summary>NXDOMAIN: there is no such name.</summary>
    NoSuchName = 3,

    /// <summary>NOTIMP.</summary>
    NotImplemented = 4,

    /// <summary>REFUSED: the server doesn't answer us.</summary>
    Refused = 5,
}

/// <summary>A DNS answer: its status, and its records of the type that was asked for.</summary>
/// <param name="Status">How the question ended.</param>
/// <param name="Records">Addresses or names.</param>
internal sealed record DnsMessage(DnsStatus Status, IReadOnlyList<string> Records)
{
    private const int IPv4Length = 4;
    private const int IPv6Length = 16;

    /// <summary>A question, recursion desired.</summary>
    /// <param name="id">The number that the answer repeats.</param>
    /// <param name="name">The name, without a dot at its end.</param>
    /// <param name="type">What is asked for.</param>
    /// <exception cref="FormatException">The name isn't a valid DNS name.</exception>
    public static byte[] Question(ushort id, string name, DnsType type)
    {
        var bytes = new List<byte> { (byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in name.Split('.').Select(Encoding.UTF8.GetBytes))
        {
            if (label.Length is 0 or > DnsReader.LongestLabel)
            {
                throw new FormatException($"\"{name}\" can't be a name in DNS.");
            }

            bytes.Add((byte)label.Length);
            bytes.AddRange(label);
        }

        bytes.AddRange(new byte[] { 0, 0, (byte)type, 0, DnsReader.Internet });
        return [.. bytes];
    }

    /// <summary>The name that an address has for a question of type PTR.</summary>
    public static string ReverseName(IPAddress address)
    {
        var bytes = Enumerable.Reverse(address.GetAddressBytes());
        return address.GetAddressBytes().Length == IPv4Length
            ? string.Join(".", bytes) + ".in-addr.arpa"
            : string.Join(".", bytes.SelectMany(one => new[] { one & 0xf, one >> 4 }).Select(digit => digit.ToString("x"))) + ".ip6.arpa";
    }

    /// <summary>Reads the answer to a question; null if it answers another. The bytes are untrusted.</summary>
    /// <exception cref="FormatException">It is cut short, or its names have no end.</exception>
    public static DnsMessage? ReadAnswer(byte[] answer, int length, byte[] question)
    {
        var reader = new DnsReader(answer, length);
        var (id, flags, questions, answers) = (reader.UInt16(), reader.UInt16(), reader.UInt16(), reader.UInt16());
        reader.Skip(4);
        var asked = new DnsReader(question, question.Length);
        var isAnswer = (flags & 0x8000) != 0 && id == asked.UInt16();
        asked.Skip(10);
        if (!isAnswer || questions != 1 || !string.Equals(reader.Name(), asked.Name(), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var type = reader.UInt16();
        reader.Skip(2);
        if (type != asked.UInt16())
        {
            return null;
        }

        var records = Enumerable.Range(0, answers).Select(_ => Record(reader, type)).OfType<string>();
        return new DnsMessage((DnsStatus)(flags & 0xf), [.. records]);
    }

    private static string? Record(DnsReader reader, int wanted)
    {
        _ = reader.Name();
        var (type, kind) = (reader.UInt16(), reader.UInt16());
        reader.Skip(4);
        var length = reader.UInt16();
        var data = reader.Part(length);
        return (type == wanted && kind == DnsReader.Internet, type, length) switch
        {
            (true, (int)DnsType.A, IPv4Length) or (true, (int)DnsType.Aaaa, IPv6Length) => new IPAddress(data.Bytes()).ToString(),
            (true, (int)DnsType.Ptr, _) => data.Name(),
            _ => null,
        };
    }
}
