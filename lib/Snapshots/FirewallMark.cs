using System.Globalization;

namespace NetAudit.Snapshots;

/// <summary>A value and a mask: a match on a packet's mark, or a change of it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Mask">The mask.</param>
internal readonly record struct FirewallMark(uint Value, uint Mask)
{
    /// <summary>Reads "0x1/0xff", as a rule's values have it; null if the text isn't of this form.</summary>
    public static FirewallMark? Parse(string text)
    {
        var slash = text.IndexOf('/');
        return slash >= 0 && Number(text[..slash]) is { } value && Number(text[(slash + 1)..]) is { } mask ? new FirewallMark(value, mask)
            : slash < 0 && Number(text) is { } whole ? new FirewallMark(whole, uint.MaxValue)
            : null;
    }

    /// <summary>Whether a packet's mark matches.</summary>
    public bool IsMetBy(uint mark) => (mark & Mask) == Value;

    /// <summary>The new mark: the bits in the mask are cleared, then those of the value flipped.</summary>
    public uint Change(uint mark) => (mark & ~Mask) ^ Value;

    private static uint? Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? uint.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
                ? hex
                : null
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
}
