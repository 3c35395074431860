using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Formats;

/// <summary>Configuration files that matter, read into settings.</summary>
internal static class HostFiles
{
    /// <summary>Larger files are no configuration.</summary>
    public const int LongestText = 256 * 1024;

    private const int MostSettings = 500;
    private const int LongestValue = 2000;

    /// <summary>Paths on the host that are looked for, "*" standing for any name in the last part.</summary>
    public static IReadOnlyList<string> Patterns { get; } =
    [
        "/run/flannel/subnet.env",
        "/run/flannel/networks/*.env",
        "/etc/docker/daemon.json",
        SwarmStartFile.Path,
        "/etc/calico/calicoctl.cfg",
        "/etc/cni/net.d/*",
    ];

    /// <summary>Whether a path on the host is one that is looked for.</summary>
    public static bool Matters(string path) => Patterns.Any(pattern => Fits(path, pattern));

    /// <summary>Reads a file's text into settings, secrets withheld: KEY=VALUE lines, JSON, or none.</summary>
    public static HostFile Read(string path, string text) =>
        new() { Path = path, Settings = Secrets.Settings(Settings(path, text.Length > LongestText ? "" : text)) };

    private static bool Fits(string path, string pattern)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return path == pattern;
        }

        var (before, after) = (pattern[..star], pattern[(star + 1)..]);
        return path.Length > before.Length + after.Length
            && path.StartsWith(before, StringComparison.Ordinal)
            && path.EndsWith(after, StringComparison.Ordinal)
            && path.IndexOf('/', before.Length) < 0;
    }

    private static List<KeyValuePair<string, string>> Settings(string path, string text)
    {
        var settings = new Dictionary<string, string>();
        foreach (
            var pair in text.TrimStart().StartsWith("{", StringComparison.Ordinal) ? Flattened(text)
            : path.EndsWith(".env", StringComparison.Ordinal) ? Lines(text, '=').Where(IsFlannels)
            : path.EndsWith(".cfg", StringComparison.Ordinal) ? Lines(text, ':').Where(IsCalicos)
            : []
        )
        {
            // The first counts; a file with more settings than any agent has is cut off.
            if (settings.Count < MostSettings && !settings.ContainsKey(pair.Key))
            {
                settings.Add(pair.Key, pair.Value.Length > LongestValue ? pair.Value[..LongestValue] : pair.Value);
            }
        }

        return [.. settings];
    }

    // Of lines only those are kept that an agent writes: such a path may be a link to /etc/shadow, whose lines look like a .cfg's.
    private static bool IsFlannels(KeyValuePair<string, string> setting) => setting.Key.StartsWith("FLANNEL_", StringComparison.Ordinal);

    private static bool IsCalicos(KeyValuePair<string, string> setting) =>
        setting.Key is "apiVersion" or "kind" or "datastoreType" or "etcdEndpoints" or "kubeconfig";

    private static IEnumerable<KeyValuePair<string, string>> Lines(string text, char separator)
    {
        foreach (var line in TextLines.Read(text))
        {
            var at = line.IndexOf(separator);
            if (at > 0 && line[(at + 1)..].Trim().Trim('"', '\'') is { Length: > 0 } value)
            {
                yield return new(line[..at].Trim(), value);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Flattened(string text)
    {
        JObject json;
        try
        {
            json = Json.Parse(new StringReader(text)) as JObject ?? [];
        }
        catch (JsonException)
        {
            return []; // Damaged on the host: whoever reads it there gets nothing from it either.
        }

        return json.Descendants()
            .OfType<JValue>()
            .Where(value => value.Value is not null)
            .Select(value => new KeyValuePair<string, string>(
                value.Path,
                value.Value is bool flag ? (flag ? "true" : "false") : value.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ));
    }
}
