using System.Net;

namespace NetAudit.PacketPath.Filtering;

/// <summary>Addresses from one to another: an address, a subnet, or a range as rules write it.</summary>
internal readonly record struct AddressRange
{
    private readonly byte[] _first;
    private readonly byte[] _last;

    private AddressRange(byte[] first, byte[] last)
    {
        _first = first;
        _last = last;
    }

    /// <summary>"10.0.0.1", "10.0.0.0/8", "10.0.0.0/255.0.0.0", "10.0.0.1-10.0.0.9"; null for anything else.</summary>
    public static AddressRange? Parse(string text)
    {
        var dash = text.IndexOf('-');
        if (dash >= 0)
        {
            var (from, to) = (Bytes(text[..dash]), Bytes(text[(dash + 1)..]));
            return from is not null && to is not null && from.Length == to.Length ? new AddressRange(from, to) : null;
        }

        var slash = text.IndexOf('/');
        if (Bytes(slash < 0 ? text : text[..slash]) is not { } address)
        {
            return null;
        }

        return slash < 0 ? new AddressRange(address, address)
            : Mask(text[(slash + 1)..], address.Length) is { } mask ? Masked(address, mask)
            : null;
    }

    /// <summary>Whether an address is one of them.</summary>
    public bool Contains(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == _first.Length && Compare(_first, bytes) <= 0 && Compare(bytes, _last) <= 0;
    }

    private static AddressRange Masked(byte[] address, byte[] mask) =>
        new([.. address.Select((part, at) => (byte)(part & mask[at]))], [.. address.Select((part, at) => (byte)(part | (byte)~mask[at]))]);

    private static byte[]? Mask(string text, int length)
    {
        if (!int.TryParse(text, out var bits))
        {
            return Bytes(text) is { } mask && mask.Length == length && IsPrefix(mask) ? mask : null;
        }

        return bits < 0 || bits > length * 8
            ? null
            : [.. Enumerable.Range(0, length).Select(at => (byte)(0xff00 >> Math.Max(0, Math.Min(8, bits - (at * 8)))))];
    }

    /// <summary>Whether its ones all come before its zeros.</summary>
    private static bool IsPrefix(byte[] mask)
    {
        var ended = false;
        for (var bit = 0; bit < mask.Length * 8; bit++)
        {
            var isSet = (mask[bit / 8] & (0x80 >> (bit % 8))) != 0;
            if (ended && isSet)
            {
                return false;
            }

            ended |= !isSet;
        }

        return true;
    }

    private static byte[]? Bytes(string text)
    {
        var isWhole = text.IndexOf(':') >= 0 || text.Count(c => c == '.') == 3;
        return isWhole && IPAddress.TryParse(text, out var address) ? address.GetAddressBytes() : null;
    }

    private static int Compare(byte[] one, byte[] other)
    {
        for (var at = 0; at < one.Length; at++)
        {
            if (one[at] != other[at])
            {
                return one[at] - other[at];
            }
        }

        return 0;
    }
}
