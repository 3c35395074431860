using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What iptables-save prints, with or without counters.</summary>
internal static class IptablesText
{
    public static void Read(string text, FirewallTool tool, FirewallFamily family, FirewallBuilder firewall)
    {
        string? table = null;
        var chains = new HashSet<string>(StringComparer.Ordinal);
        var start = new FirewallRule
        {
            Tool = tool,
            Family = family,
            Table = "",
            Chain = "",
            Text = "",
        };
        foreach (var line in TextLines.Read(text))
        {
            if (line[0] == '*')
            {
                table = line[1..];
                chains.Clear();
            }
            else if (line == "COMMIT")
            {
                table = null;
            }
            else if (table is not null && line[0] == ':')
            {
                var chain = Chain(
                    line,
                    new FirewallChain
                    {
                        Tool = tool,
                        Family = family,
                        Table = table,
                        Name = "",
                    }
                );
                chains.Add(chain.Name);
                firewall.Chains.Add(chain);
            }
            else if (table is not null && Rule(line, start with { Table = table }) is { } rule)
            {
                firewall.Rules.Add(IptablesRuleText.Read(rule, chains.Contains));
            }
        }
    }

    /// <summary>A chain; for iptables' built-in chains, which have a policy, with their hook, type and priority.</summary>
    public static FirewallChain BuiltIn(FirewallChain chain)
    {
        if (chain.Policy is null || FirewallNames.Hook(chain.Name) is not { } hook)
        {
            return chain;
        }

        return chain with
        {
            Hook = hook,
            Priority = FirewallNames.BuiltInPriority(chain.Table, hook),
            Type =
                chain.Table == "nat" ? FirewallChainType.Nat
                : chain.Table == "mangle" && hook == FirewallHook.Output ? FirewallChainType.Route
                : FirewallChainType.Filter,
        };
    }

    /// <summary>":FORWARD DROP [0:0]"; chains that are no base chains have "-" for a policy.</summary>
    private static FirewallChain Chain(string line, FirewallChain start)
    {
        var words = line[1..].Split(' ');
        FirewallPolicy? policy = words.ElementAtOrDefault(1) switch
        {
            "ACCEPT" => FirewallPolicy.Accept,
            "DROP" => FirewallPolicy.Drop,
            _ => null,
        };
        return BuiltIn(start with { Name = words[0], Policy = policy });
    }

    /// <summary>"[2:100] -A FORWARD ...", or without counters.</summary>
    private static FirewallRule? Rule(string line, FirewallRule start)
    {
        long? packets = null;
        if (line[0] == '[')
        {
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
        return start with { Chain = space < 0 ? name : name[..space], Text = space < 0 ? "" : name[(space + 1)..], Packets = packets };
    }
}
