using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>resolv.conf.</summary>
internal static class ResolvConf
{
    /// <summary>More than any resolver reads.</summary>
    private const int MostEntries = 64;

    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>Reads its text.</summary>
    public static Resolver Read(string text)
    {
        var servers = new List<string>();
        var options = new List<string>();
        IReadOnlyList<string> search = [];
        IReadOnlyList<string>? upstream = null;
        foreach (var line in TextLines.All(text)) // The engine's servers are in a comment.
        {
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
            {
                continue;
            }

            switch (words[0])
            {
                case "nameserver" when servers.Count < MostEntries:
                    servers.Add(words[1]);
                    break;
                case "search" or "domain": // The last one counts, as in the C library.
                    search = [.. words.Skip(1).Take(words[0] == "domain" ? 1 : MostEntries)];
                    break;
                case "#" when words[1] == "ExtServers:":
                    upstream = [.. words.Skip(2).Take(MostEntries).Select(Server).Where(server => server.Length > 0)];
                    break;
                case "options" when options.Count < MostEntries:
                    options.AddRange(words.Skip(1).Take(MostEntries));
                    break;
            }
        }

        return new Resolver
        {
            NameServers = servers,
            Search = search,
            Options = options,
            Upstream = upstream,
        };
    }

    /// <summary>The address in "[host(10.0.0.1)", which is asked from the host's namespace, or "8.8.8.8]".</summary>
    private static string Server(string word)
    {
        var bare = word.Trim('[', ']');
        return bare.StartsWith("host(", StringComparison.Ordinal) ? bare["host(".Length..].TrimEnd(')') : bare;
    }
}
