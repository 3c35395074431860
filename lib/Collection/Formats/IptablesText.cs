using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What iptables-save prints, with or without counters.</summary>
internal static class IptablesText
{
    public static void Read(string text, FirewallTool tool, List<FirewallChain> chains, List<FirewallRule> rules)
    {
        string? table = null;
        foreach (var line in TextLines.Of(text))
        {
            if (line[0] == '*')
            {
                table = line[1..];
            }
            else if (line == "COMMIT")
            {
                table = null;
            }
            else if (table is not null && line[0] == ':')
            {
                // ":FORWARD DROP [0:0]"; chains that are no base chains have "-" for a policy.
                var words = line[1..].Split(' ');
                chains.Add(new FirewallChain { Tool = tool, Table = table, Name = words[0], Policy = words.Length > 1 && words[1] != "-" ? words[1] : null });
            }
            else if (table is not null && Rule(line, tool, table) is { } rule)
            {
                rules.Add(rule);
            }
        }
    }

    private static FirewallRule? Rule(string line, FirewallTool tool, string table)
    {
        long? packets = null;
        if (line[0] == '[')
        {
            // "[2:100] -A FORWARD ..."
            var colon = line.IndexOf(':');
            var end = line.IndexOf("] ", StringComparison.Ordinal);
            if (colon < 0 || end < colon)
            {
                return null;
            }

            packets = long.TryParse(line[1..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
            line = line[(end + 2)..];
        }

        if (!line.StartsWith("-A ", StringComparison.Ordinal))
        {
            return null;
        }

        var name = line[3..];
        var space = name.IndexOf(' ');
        return new FirewallRule
        {
            Tool = tool,
            Table = table,
            Chain = space < 0 ? name : name[..space],
            Spec = space < 0 ? "" : name[(space + 1)..],
            Packets = packets,
        };
    }
}
