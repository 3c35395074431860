using System.Globalization;

namespace NetAudit.Model;

/// <summary>
/// An engine's version, which rules compare with the one that changed something: "20.10.24+dfsg1", "28.5.2", "29.0.0-rc.1".
/// </summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second.</param>
/// <param name="Patch">The third.</param>
internal sealed record EngineVersion(int Major, int Minor, int Patch) : IComparable<EngineVersion>
{
    /// <summary>Reads a version; what follows the numbers is ignored. Null if the text isn't one.</summary>
    public static EngineVersion? Parse(string? text)
    {
        var parts = (text ?? "").Split('-', '+', '~')[0].Split('.');
        return parts.Length >= 2 && Number(parts[0]) is { } major && Number(parts[1]) is { } minor
            ? new EngineVersion(major, minor, parts.Length > 2 ? Number(parts[2]) ?? 0 : 0)
            : null;
    }

    /// <summary>Whether it is older than another.</summary>
    public bool IsBefore(int major, int minor, int patch) => CompareTo(new EngineVersion(major, minor, patch)) < 0;

    /// <inheritdoc />
    public int CompareTo(EngineVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
