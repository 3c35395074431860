using System.Text.RegularExpressions;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>Which containers a process is in, by the names of its control groups.</summary>
internal static class ContainerCgroup
{
    private const int IdLength = 64;

    // "/docker/<id>", "docker-<id>.scope", "libpod-<id>.scope", "libpod-<id>/container", "/kubepods/.../<id>".
    // libpod-conmon-<id> is the container's keeper, on the host.
    private static readonly Regex Part = new(
        @"^(?!libpod-conmon-)(?:[a-z-]+-)?(?<id>[0-9a-f]{64})(?:\.scope)?$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>Container ids in the text of /proc/PID/cgroup, outermost first: containers can run engines of their own.</summary>
    public static IReadOnlyList<string> Ids(string text)
    {
        var ids = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            // "4:memory:/docker/<id>": the path is what follows the second colon.
            var fields = line.Split([':'], 3);
            foreach (var part in fields.Length == 3 && fields[2].Length > IdLength ? fields[2].Split('/') : [])
            {
                var match = Part.Match(part);
                if (match.Success && !ids.Contains(match.Groups["id"].Value))
                {
                    ids.Add(match.Groups["id"].Value);
                }
            }
        }

        return ids;
    }
}
