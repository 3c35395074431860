using NetAudit.Model;

namespace NetAudit.Findings;

/// <summary>
/// nft joins its arguments and reads them as one text, in which ";" ends a command: the shell's quotes alone don't keep a name one word.
/// In nft's own quotes a name is one, and it can't hold the quote itself.
/// </summary>
internal static class NftText
{
    /// <summary>A table's or chain's name, for the shell.</summary>
    public static ShellText Name(string name) => name.Length > 0 && name.All(IsPlain) ? (ShellText)$"{name}" : $"{Quote(name)}";

    /// <summary>A link's name in nft's quotes, for the shell.</summary>
    public static ShellText Link(string name) => name.Length > 0 && name.All(IsPlain) ? (ShellText)$"\"{name}\"" : $"{Quote(name)}";

    /// <summary>A name in nft's quotes, in an expression that is one argument.</summary>
    public static string Quote(string name) => $"\"{name.Replace('"', '?')}\"";

    /// <summary>An address in an expression that is one argument; what is none is to be replaced.</summary>
    public static string Address(string address) =>
        address.All(character => IsHex(character) || character is ':' or '.' or '/') ? address : "ADDRESS";

    private static bool IsPlain(char character) =>
        IsHex(character) || character is (>= 'g' and <= 'z') or (>= 'G' and <= 'Z') or '_' or '-' or '.';

    private static bool IsHex(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
