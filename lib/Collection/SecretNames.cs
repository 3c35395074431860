using System.Text.RegularExpressions;

namespace NetAudit.Collection;

/// <summary>Recognizes names of settings and arguments whose values are secret.</summary>
internal static class SecretNames
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Secret = new(
        "(?<!by|com)pass(?!thr|ive)|pwd|secret|token|credential|api[-_. "
            + "]?key|(private|access|encryption|signing|auth|pre-?shared)[-_. ]?key"
            + "|(^|[-_. \\[])(pw|jwt|otp|session|bearer|creds?)$|psk|cookie|authorization|(^|[-_. \\[])auth$|_auth$|join-?key|unlock-?key",
        Options
    );

    // "-client-key" is a path as a rule, and the key itself at times.
    private static readonly Regex Key = new("keys?$", Options);

    private static readonly Regex Place = new("(file|path|dir|directory|folder)s?$", Options);

    /// <summary>Whether the value under a name may be kept. An empty one always may: that nothing is set is no secret.</summary>
    public static bool MayKeep(string name, string value) =>
        value.Length == 0 || Place.IsMatch(name) || (!Speaks(name) || (EndsInKey(name) && LooksLikePath(value)));

    /// <summary>Whether a name is a secret's.</summary>
    public static bool Speaks(string name) => !Place.IsMatch(name) && (Secret.IsMatch(name) || EndsInKey(name));

    private static bool EndsInKey(string name) => Key.IsMatch(name) && name.IndexOf("public", StringComparison.OrdinalIgnoreCase) < 0;

    // No base64 begins like this but with "/", and then it has no second, early one and no dot.
    private static bool LooksLikePath(string value) =>
        Regex.IsMatch(value, @"^(\.{0,2}/[\w.@-]+(/[\w.@-]+)*|[A-Za-z]:\\[^\s]+)\z")
        && (value.IndexOf('.') >= 0 || value.LastIndexOf('/') > 0 || value.IndexOf('\\') > 0)
        && value.Length <= 256;
}
