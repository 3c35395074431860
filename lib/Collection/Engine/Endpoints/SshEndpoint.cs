using System.Text.RegularExpressions;
using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>Endpoints ssh://[USER@]HOST[:PORT][/SOCKET]: a host that the system's ssh reaches.</summary>
internal static class SshEndpoint
{
    private const string Right = "Write ssh://USER@HOST, ssh://USER@HOST:PORT, or ssh://NAME with a name of your ssh configuration.";

    /// <summary>Reads one. Names and users begin with no dash: ssh would take them for options.</summary>
    /// <exception cref="NetAuditException">It can't be used.</exception>
    public static EngineEndpoint Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw EngineEndpoint.Invalid(text, "this is no host", Right);
        }

        if (uri.UserInfo.IndexOf(':') >= 0)
        {
            throw EngineEndpoint.Invalid(
                text,
                "a password is never taken on a command line",
                "Use a key, or an agent that holds it. " + Right
            );
        }

        var name = NameIn(text);
        var user = Uri.UnescapeDataString(uri.UserInfo);
        var path = Uri.UnescapeDataString(uri.AbsolutePath.TrimEnd('/'));
        if (!IsSafe(name) || (user.Length > 0 && !IsSafe(user)) || !IsSafePath(path))
        {
            throw EngineEndpoint.Invalid(text, "a name or the path in it holds characters that such names don't have", Right);
        }

        var authority = uri.UserInfo.Length > 0 ? uri.UserInfo + "@" : "";
        var host = name.IndexOf(':') >= 0 ? $"[{name}]" : name;
        var port = uri.Port > 0 ? ":" + uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
        return new EngineEndpoint
        {
            Scheme = "ssh",
            Path = path.Length > 0 ? path : null,
            Uri = new Uri($"ssh://{authority}{host}{port}{path}"),
            Http = new Uri("http://docker/"),
        };
    }

    /// <summary>The host's name, as ssh takes it.</summary>
    public static string NameOf(EngineEndpoint endpoint) => NameIn(endpoint.Uri.OriginalString);

    // A name of the user's configuration may be spelled in capitals, which a URI doesn't keep.
    private static string NameIn(string text) =>
        Regex.Match(text, "^[^/]*//(?:[^/@]*@)?(\\[[^]]*\\]|[^:/]*)").Groups[1].Value.Trim('[', ']');

    private static bool IsSafePath(string path) => Regex.IsMatch(path, "^[A-Za-z0-9_./-]*$");

    private static bool IsSafe(string name) => Regex.IsMatch(name, "^[A-Za-z0-9_.:%@+-]+$") && name[0] != '-';
}
