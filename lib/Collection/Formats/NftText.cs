using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>nft list ruleset</c> prints.</summary>
internal static class NftText
{
    private const int LongestStatement = 256 * 1024;

    private static readonly Regex Counter = new(@"\bcounter packets (\d+) bytes \d+ ?", RegexOptions.CultureInvariant);
    private static readonly Regex Handle = new(@" # handle \d+$", RegexOptions.CultureInvariant);

    /// <param name="text">What was printed.</param>
    /// <param name="told">Tables that iptables-save printed, which are left out here.</param>
    /// <param name="firewall">Chains, rules and sets are added to it.</param>
    public static void Read(string text, HashSet<(FirewallFamily, string)> told, FirewallBuilder firewall)
    {
        var blocks = new NftBlocks(told, firewall);
        foreach (var (statement, balance) in Statements(text))
        {
            if (balance < 0)
            {
                blocks.Close();
            }
            else if (balance > 0)
            {
                blocks.Open(NftTokens.Read(statement));
            }
            else if (blocks.Chain is { } chain && blocks.IsWanted)
            {
                ReadInChain(statement, chain, firewall);
            }
            else if (blocks.InSet && blocks.IsWanted)
            {
                ReadInSet(NftTokens.Read(statement), firewall.Sets);
            }
        }
    }

    /// <summary>The family and name of "ip docker-bridges"; null if it isn't a table's name.</summary>
    public static (FirewallFamily Family, string Name)? Table(string words)
    {
        var space = words.IndexOf(' ');
        var family = space < 0 ? "ip" : words[..space];
        var name = words[(space + 1)..].Trim();
        return name.Length > 0 && Enum.TryParse<FirewallFamily>(family, ignoreCase: true, out var known) && char.IsLetter(family[0])
            ? (known, name)
            : null;
    }

    private static void ReadInChain(string statement, FirewallChain chain, FirewallBuilder firewall)
    {
        if (statement.StartsWith("comment ", StringComparison.Ordinal) && statement.EndsWith("\";", StringComparison.Ordinal))
        {
            return; // The chain's own.
        }

        if (statement.StartsWith("type ", StringComparison.Ordinal) && statement.IndexOf(" hook ", StringComparison.Ordinal) > 0)
        {
            firewall.Chains[^1] = BaseChain(NftTokens.Read(statement), chain);
            return;
        }

        var counter = Counter.Match(statement);
        firewall.Rules.Add(
            NftRuleText.Read(
                new FirewallRule
                {
                    Tool = FirewallTool.Nft,
                    Family = chain.Family,
                    Table = chain.Table,
                    Chain = chain.Name,
                    Text = Counter.Replace(statement, "").TrimEnd(),
                    Packets = Number(counter.Groups[1].Value),
                }
            )
        );
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>"type filter hook forward priority filter + 10; policy drop;". The policy "accept" is left out at times.</summary>
    private static FirewallChain BaseChain(NftTokens tokens, FirewallChain chain)
    {
        tokens.Take("type");
        var type = tokens.Take().Text;
        tokens.TakeUntil(token => token.Is("hook"));
        tokens.Take("hook");
        var hook = FirewallNames.Hook(tokens.Take().Text);
        tokens.TakeUntil(token => token.Is("priority"));
        tokens.Take("priority");
        var priority = tokens.TakeUntil(token => token.Is(";"));
        tokens.TakeUntil(token => token.Is("policy"));
        return chain with
        {
            Hook = hook,
            Type = Enum.TryParse<FirewallChainType>(type, ignoreCase: true, out var known) ? known : null,
            Priority = FirewallNames.Priority(priority, chain.Family),
            Policy = tokens.Take("policy", "drop") ? FirewallPolicy.Drop : FirewallPolicy.Accept,
        };
    }

    private static void ReadInSet(NftTokens tokens, List<FirewallSet> sets)
    {
        if (tokens.Take("elements", "="))
        {
            sets[^1] = sets[^1] with { Elements = NftElements.Take(tokens, null) };
        }
    }

    /// <summary>Joins lines: a rule whose braces stay open ("vmap { ... ,") goes on with the next line.</summary>
    private static IEnumerable<(string Text, int Balance)> Statements(string text)
    {
        var open = new StringBuilder();
        var balance = 0;
        foreach (var raw in TextLines.Read(text))
        {
            var line = Handle.Replace(raw, "");
            balance += Balance(line);
            if (open.Length > 0)
            {
                open.Append(' ');
            }

            open.Append(line);
            var isBlock = open.Length == line.Length && line.EndsWith("{", StringComparison.Ordinal);
            if (balance <= 0 || isBlock || open.Length > LongestStatement)
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
            balance +=
                quoted ? 0
                : c == '{' ? 1
                : c == '}' ? -1
                : 0;
        }

        return balance;
    }
}
