using NetAudit.Model;

namespace NetAudit.Findings;

/// <summary>
/// Quotes names for nft commands. nft joins its arguments into one text, in which ";" ends a command, so the shell's quotes alone don't
/// keep a name together. nft's own quotes do, but a name in them can't contain a quote.
/// </summary>
internal static class NftText
{
    /// <summary>A table's or chain's name, for the shell.</summary>
    public static ShellText Name(string name) => name.Length > 0 && name.All(IsPlain) ? (ShellText)$"{name}" : $"{Quote(name)}";

    /// <summary>A link's name in nft's quotes, for the shell.</summary>
    public static ShellText Link(string name) => name.Length > 0 && name.All(IsPlain) ? (ShellText)$"\"{name}\"" : $"{Quote(name)}";

    /// <summary>A name in nft's quotes, for an expression that is one argument. A quote in the name becomes "?".</summary>
    public static string Quote(string name) => $"\"{name.Replace('"', '?')}\"";

    /// <summary>An address for an expression that is one argument; the placeholder ADDRESS if it has any other character.</summary>
    public static string Address(string address) =>
        address.All(character => IsHex(character) || character is ':' or '.' or '/') ? address : "ADDRESS";

    private static bool IsPlain(char character) =>
        IsHex(character) || character is (>= 'g' and <= 'z') or (>= 'G' and <= 'Z') or '_' or '-' or '.';

    private static bool IsHex(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
