using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetAudit.Model;

/// <summary>
/// Text that is meant to be pasted into a shell. What we write stands as it is; each name that a host gave is one word of the shell's,
/// whatever it holds: "docker restart 'a;b'". So a recording can't choose what is run by who pastes a repair. The compiler makes it of an
/// interpolated string, and of nothing else: a string of a host's can't become one without being quoted.
/// </summary>
[InterpolatedStringHandler]
public sealed class ShellText : IEquatable<ShellText>
{
    private readonly List<Part> _parts;

    internal ShellText(int literalLength, int formattedCount) =>
        _parts = new(literalLength == 0 ? formattedCount : (2 * formattedCount) + 1);

    /// <summary>
    /// One text after the other. Without this, the compiler would make a string of both, which is then quoted as one name.
    /// </summary>
    public static ShellText operator +(ShellText left, ShellText right) => $"{left}{right}";

    /// <summary>The text, to be pasted.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var quotes = new ShellQuotes();
        foreach (var part in _parts)
        {
            text.Append(part.IsName ? quotes.Quote(part.Text) : quotes.Follow(part.Text));
        }

        return text.ToString();
    }

    /// <inheritdoc />
    public bool Equals(ShellText? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ShellText);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>Names, each of them one word.</summary>
    internal static ShellText Words(string separator, IEnumerable<string> names) =>
        Join(separator, names.Select(name => (ShellText)$"{name}"));

    /// <summary>Composed parts as they are, with a separator of ours between them.</summary>
    internal static ShellText Join(string separator, IEnumerable<ShellText> parts)
    {
        ShellText all = $"";
        foreach (var part in parts)
        {
            if (all._parts.Count > 0)
            {
                all.AppendLiteral(separator);
            }

            all.AppendFormatted(part);
        }

        return all;
    }

    internal void AppendLiteral(string ours) => _parts.Add(new(ours, IsName: false));

    internal void AppendFormatted(ShellText? part) => _parts.AddRange(part?._parts ?? []);

    internal void AppendFormatted(int number) => AppendLiteral(number.ToString(CultureInfo.InvariantCulture));

    internal void AppendFormatted<T>(T value) =>
        AppendFormatted(value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture));

    internal void AppendFormatted(string? name)
    {
        if (name is not null)
        {
            _parts.Add(new(PlainText.Escape(name), IsName: true)); // A line's end would end a comment of ours.
        }
    }

    /// <summary>A part of the text: ours, or a name.</summary>
    private sealed record Part(string Text, bool IsName);
}
