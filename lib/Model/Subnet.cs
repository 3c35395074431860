using System.Net;
using System.Net.Sockets;

namespace NetAudit.Model;

/// <summary>An IPv4 or IPv6 subnet: a prefix and its length. An address alone is a subnet of full length.</summary>
public sealed record Subnet
{
    private readonly byte[] _prefix;

    private Subnet(byte[] prefix, int length)
    {
        _prefix = prefix;
        Length = length;
    }

    /// <summary>The prefix length in bits.</summary>
    public int Length { get; }

    /// <summary>4 or 6.</summary>
    public int Family => _prefix.Length == 4 ? 4 : 6;

    /// <summary>The prefix' address.</summary>
    public string Prefix => new IPAddress(_prefix).ToString();

    /// <summary>Its broadcast address; null for IPv6, and where it has none.</summary>
    public string? Broadcast
    {
        get
        {
            if (Family == 6 || Length > 30)
            {
                return null;
            }

            var bytes = (byte[])_prefix.Clone();
            for (var bit = Length; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
            }

            return new IPAddress(bytes).ToString();
        }
    }

    /// <summary>Reads "10.0.1.0/24", "10.0.1.7/24" (host bits are cleared) or an address alone. Null where it is neither.</summary>
    public static Subnet? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var slash = text!.IndexOf('/');
        var address = slash < 0 ? text : text[..slash];
        if (
            !IPAddress.TryParse(address, out var parsed)
            || (parsed.AddressFamily == AddressFamily.InterNetwork && address.Count(c => c == '.') != 3)
        )
        {
            return null;
        }

        var bytes = parsed.GetAddressBytes();
        var length = bytes.Length * 8;
        return slash < 0 || (int.TryParse(text[(slash + 1)..], out length) && length >= 0 && length <= bytes.Length * 8)
            ? new Subnet(Masked(bytes, length), length)
            : null;
    }

    /// <summary>Whether an address or a whole subnet lies in this one.</summary>
    public bool Contains(Subnet other) => other.Family == Family && other.Length >= Length && BeginsAs(other._prefix);

    /// <summary>Whether they share an address.</summary>
    public bool Overlaps(Subnet other) => Contains(other) || other.Contains(this);

    /// <summary>The subnet of a smaller length that it lies in.</summary>
    internal Subnet Around(int length) => new(Masked(_prefix, length), length);

    /// <summary>Its parts of a greater length, in order. IPv4 only: an IPv6 subnet has more than anyone can go through.</summary>
    internal IEnumerable<Subnet> Split(int length)
    {
        if (Family == 6 || length < Length || length > 32)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"{this} has no parts of that length");
        }

        var first = ((uint)_prefix[0] << 24) | ((uint)_prefix[1] << 16) | ((uint)_prefix[2] << 8) | _prefix[3];
        for (var part = 0L; part < 1L << (length - Length); part++)
        {
            var at = first + (uint)(part << (32 - length));
            yield return new Subnet([(byte)(at >> 24), (byte)(at >> 16), (byte)(at >> 8), (byte)at], length);
        }
    }

    /// <summary>By value.</summary>
    public bool Equals(Subnet? other) => other is not null && other.Length == Length && other._prefix.SequenceEqual(_prefix);

    /// <summary>By value.</summary>
    public override int GetHashCode() => _prefix.Aggregate(Length, (hash, b) => unchecked((hash * 31) + b));

    /// <summary>In CIDR form.</summary>
    public override string ToString() => $"{Prefix}/{Length}";

    private bool BeginsAs(byte[] other)
    {
        for (var i = 0; i < _prefix.Length; i++)
        {
            if ((other[i] & Mask(i, Length)) != _prefix[i])
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Masked(byte[] bytes, int length)
    {
        var masked = new byte[bytes.Length];
        for (var i = 0; i < masked.Length; i++)
        {
            masked[i] = (byte)(bytes[i] & Mask(i, length));
        }

        return masked;
    }

    /// <summary>A byte of the mask of a prefix length.</summary>
    private static byte Mask(int at, int length) => (byte)(0xff << (8 - Math.Min(8, Math.Max(0, length - (at * 8)))));
}
