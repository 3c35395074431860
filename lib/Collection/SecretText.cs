using System.Text.RegularExpressions;

namespace NetAudit.Collection;

/// <summary>Withholds secrets that are recognised by their surroundings in any text.</summary>
internal static class SecretText
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // Up to the next address: one word may hold a list of them.
    private static readonly Regex Address = new(@"://((?:(?!://)\S)+)", Options);

    // "root:secret@host:3306" without a scheme; not "registry:5000/image@sha256".
    // Two steps, each of which looks at a character once: first a word that ends in "@", then the first name with a password in it.
    private static readonly Regex WordToAt = new(@"(?<![^\s@,""'])[^\s@,""']+@", Options);
    private static readonly Regex Login = new(@"(?<=^|=)([^=/:]+):(?!//|\d+/).+$", Options);
    private static readonly Regex LoginAfterAt = new(@"(?<==)([^=/:]+):(?!//|\d+/).+$", Options);

    private static readonly Regex Query = new(@"([?&;])([^=&;?\s]{1,128})=([^&;\s]+)", Options);

    private static readonly Regex Header = new(@"\b(bearer|basic)\s+[^\s""']+", Options);

    private static readonly Regex JsonMember = new(@"""([^""\\]{1,128})""\s*:\s*(""(?:[^""\\]|\\.)*""|[^\s,}\]{\[]+)", Options);

    private const string Pem = "-----BEGIN ";

    public static string Withhold(string text)
    {
        if (text.IndexOf(Pem, StringComparison.Ordinal) is >= 0 and var begin)
        {
            text = text[..begin] + Secrets.Withheld;
        }

        text = Address.Replace(text, match => "://" + WithoutUser(match.Groups[1].Value));
        text = WordToAt.Replace(text, match => WithoutPassword(match, text));
        text = Query.Replace(
            text,
            match =>
                SecretNames.MayKeep(match.Groups[2].Value, match.Groups[3].Value)
                    ? match.Value
                    : match.Groups[1].Value + match.Groups[2].Value + "=" + Secrets.Withheld
        );
        text = Header.Replace(text, "$1 " + Secrets.Withheld);
        return JsonMember.Replace(
            text,
            match =>
                SecretNames.MayKeep(match.Groups[1].Value, match.Groups[2].Value.Trim('"'))
                    ? match.Value
                    : "\"" + match.Groups[1].Value + "\":\"" + Secrets.Withheld + "\""
        );
    }

    private static string WithoutPassword(Match word, string text)
    {
        var isAfterAt = word.Index > 0 && text[word.Index - 1] == '@';
        var login = isAfterAt ? LoginAfterAt : Login;
        return login.Replace(word.Value[..^1], "$1:" + Secrets.Withheld) + "@";
    }

    // A password may hold "/" and "@" though it shouldn't; "host/path@1.2" and "host:80/path@1.2" hold no password.
    private static string WithoutUser(string address)
    {
        var end = address.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? address : address[..end];
        var colon = authority.IndexOf(':');
        var hasUser = authority.IndexOf('@') >= 0 || (colon >= 0 && !IsPort(authority[(colon + 1)..]) && authority[0] != '[');
        var last = address.LastIndexOf('@');
        return hasUser && last >= 0 ? address[(last + 1)..] : address;
    }

    private static bool IsPort(string text) => text.Length is > 0 and <= 5 && text.All(c => c is >= '0' and <= '9');
}
