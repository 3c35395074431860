using System.Globalization;

namespace NetAudit.Collection.Formats;

/// <summary>An address and port as tools write them: "[::ffff:10.0.0.1]:22", "10.0.0.1%eth0:53", "*:7946".</summary>
/// <param name="Address">The address alone; "*" for any.</param>
/// <param name="Port">The port; null for any.</param>
internal sealed record SocketAddress(string Address, int? Port)
{
    /// <summary>Reads it; null if it isn't one.</summary>
    public static SocketAddress? Read(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0)
        {
            return null;
        }

        var port = text[(colon + 1)..];
        int? number =
            int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed <= ushort.MaxValue
                ? parsed
                : null;
        return number is null && port != "*" ? null : new SocketAddress(Normal(text[..colon]), number);
    }

    /// <summary>Without brackets and link; IPv4 in IPv6 as IPv4; "*" for any of either family.</summary>
    public static string Normal(string address)
    {
        var percent = address.IndexOf('%');
        address = (percent < 0 ? address : address[..percent]).Trim('[', ']');
        const string Mapped = "::ffff:";
        if (address.StartsWith(Mapped, StringComparison.OrdinalIgnoreCase) && address.IndexOf('.') > 0)
        {
            address = address[Mapped.Length..];
        }

        return address is "0.0.0.0" or "::" or "" ? "*" : address;
    }
}
