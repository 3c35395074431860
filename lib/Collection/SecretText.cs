using System.Text.RegularExpressions;

namespace NetAudit.Collection;

/// <summary>Withholds secrets that are recognised by their surroundings in any text.</summary>
internal static class SecretText
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // Up to the next address: a list of them may stand in one word.
    private static readonly Regex Address = new(@"://((?:(?!://)\S)+)", Options);

    // "root:secret@host:3306" without a scheme; not "registry:5000/image@sha256".
    private static readonly Regex Login = new(@"(?<=^|[\s,=""'])([^\s,=""'/:@]+):(?!//|\d+/)[^\s@,""']+@", Options);

    private static readonly Regex Query = new(@"([?&;])([^=&;?\s]{1,128})=([^&;\s]+)", Options);

    private static readonly Regex Header = new(@"\b(bearer|basic)\s+[^\s""']+", Options);

    private static readonly Regex JsonMember = new(@"""([^""\\]{1,128})""\s*:\s*(""(?:[^""\\]|\\.)*""|[^\s,}\]{\[]+)", Options);

    public static string Withhold(string text)
    {
        text = Address.Replace(text, match => "://" + WithoutUser(match.Groups[1].Value));
        text = Login.Replace(text, "$1:" + Secrets.Withheld + "@");
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
