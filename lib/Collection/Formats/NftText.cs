using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>nft list ruleset</c> prints.</summary>
internal static class NftText
{
    private const int LongestStatement = 256 * 1024;

    private static readonly Regex Opening = new(@"^(table|chain)\s+(.+?)\s*\{$", RegexOptions.CultureInvariant);
    private static readonly Regex Policy = new(@"\bpolicy (\w+);", RegexOptions.CultureInvariant);
    private static readonly Regex Counter = new(@"\bcounter packets (\d+) bytes \d+ ?", RegexOptions.CultureInvariant);
    private static readonly Regex Handle = new(@" # handle \d+$", RegexOptions.CultureInvariant);
    private static readonly Regex KeptByIptables = new(@"^ip6? (filter|nat|mangle|raw|security)$", RegexOptions.CultureInvariant);

    /// <param name="text">What was printed.</param>
    /// <param name="besideIptables">Whether iptables-save told of the tables that iptables-nft keeps, so that they are left out here.</param>
    /// <param name="chains">Chains are added to it.</param>
    /// <param name="rules">Rules are added to it.</param>
    public static void Read(string text, bool besideIptables, List<FirewallChain> chains, List<FirewallRule> rules)
    {
        string? table = null;
        FirewallChain? chain = null;
        var depth = 0; // Inside a set, map, or anything else that isn't a chain.
        foreach (var (statement, balance) in Statements(text))
        {
            var opening = depth == 0 ? Opening.Match(statement) : Match.Empty;
            if (balance < 0)
            {
                (depth, chain, table) = depth > 0 ? (depth - 1, chain, table) : (0, null, chain is null ? null : table);
            }
            else if (opening.Success && opening.Groups[1].Value == "table" && table is null)
            {
                table = opening.Groups[2].Value;
            }
            else if (opening.Success && opening.Groups[1].Value == "chain" && table is not null && chain is null)
            {
                chain = new FirewallChain { Tool = FirewallTool.Nft, Table = table, Name = opening.Groups[2].Value };
                if (!(besideIptables && KeptByIptables.IsMatch(table)))
                {
                    chains.Add(chain);
                }
            }
            else if (balance > 0)
            {
                depth++;
            }
            else if (depth == 0 && chain is not null && !(besideIptables && KeptByIptables.IsMatch(chain.Table)))
            {
                ReadInChain(statement, chain, chains, rules);
            }
        }
    }

    private static void ReadInChain(string statement, FirewallChain chain, List<FirewallChain> chains, List<FirewallRule> rules)
    {
        if (statement.StartsWith("comment ", StringComparison.Ordinal))
        {
            return; // The chain's own.
        }

        if (statement.StartsWith("type ", StringComparison.Ordinal) && statement.IndexOf(" hook ", StringComparison.Ordinal) > 0)
        {
            // nft names a base chain's policy in lower case, and leaves "accept" out at times.
            var policy = Policy.Match(statement);
            chains[^1] = chain with { Policy = policy.Success ? policy.Groups[1].Value.ToUpperInvariant() : "ACCEPT" };
            return;
        }

        var counter = Counter.Match(statement);
        rules.Add(new FirewallRule
        {
            Tool = FirewallTool.Nft,
            Table = chain.Table,
            Chain = chain.Name,
            Spec = Counter.Replace(statement, "").TrimEnd(),
            Packets = counter.Success && long.TryParse(counter.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var packets) ? packets : null,
        });
    }

    /// <summary>Lines, where a rule whose braces stay open ("vmap { ... ,") is joined with those that follow.</summary>
    private static IEnumerable<(string Text, int Balance)> Statements(string text)
    {
        var open = new StringBuilder();
        var balance = 0;
        foreach (var raw in TextLines.Of(text))
        {
            var line = Handle.Replace(raw, "");
            balance += Balance(line);
            if (open.Length > 0)
            {
                open.Append(' ');
            }

            open.Append(line);
            if (balance <= 0 || (open.Length == line.Length && line.EndsWith("{", StringComparison.Ordinal)) || open.Length > LongestStatement)
            {
                yield return (open.ToString(), balance);
                open.Clear();
                balance = 0;
            }
        }
    }

    /// <summary>How many braces stay open, those in comments' quotes not counted.</summary>
    private static int Balance(string line)
    {
        var (balance, quoted) = (0, false);
        foreach (var c in line)
        {
            quoted ^= c == '"';
            balance += quoted ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
        }

        return balance;
    }
}
