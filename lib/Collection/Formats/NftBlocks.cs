using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Which table, chain or set of nft's listing is being read.</summary>
/// <param name="told">Tables that iptables-save printed.</param>
/// <param name="firewall">Chains and sets are added to it.</param>
internal sealed class NftBlocks(HashSet<(FirewallFamily, string)> told, FirewallBuilder firewall)
{
    private (FirewallFamily Family, string Name)? _table;
    private int _others; // Blocks of other kinds that are open: flowtables, or what a statement too long left open.

    /// <summary>The chain that is open, or null.</summary>
    public FirewallChain? Chain { get; private set; }

    /// <summary>Whether a set or map is open.</summary>
    public bool InSet { get; private set; }

    /// <summary>Whether the open table is to be read.</summary>
    public bool IsWanted => _others == 0 && _table is { } table && !told.Contains(table);

    /// <summary>A block begins: "table ip x {", "chain y {".</summary>
    public void Open(NftTokens tokens)
    {
        var inTable = _others == 0 && _table is not null && Chain is null && !InSet;
        if (_others == 0 && _table is null && tokens.Take("table"))
        {
            _table = NftText.Table(string.Join(" ", tokens.TakeUntil(token => token.Is("{"))));
            _others += _table is null ? 1 : 0;
        }
        else if (inTable && tokens.Take("chain"))
        {
            var table = _table!.Value;
            Chain = new FirewallChain
            {
                Tool = FirewallTool.Nft,
                Family = table.Family,
                Table = table.Name,
                Name = tokens.Take().Text,
            };
            Add(firewall.Chains, Chain);
        }
        else if (inTable && (tokens.Take("set") || tokens.Take("map")))
        {
            var table = _table!.Value;
            InSet = true;
            Add(
                firewall.Sets,
                new FirewallSet
                {
                    Family = table.Family,
                    Table = table.Name,
                    Name = tokens.Take().Text,
                    Elements = [],
                }
            );
        }
        else
        {
            _others++;
        }
    }

    /// <summary>A block ends.</summary>
    public void Close()
    {
        if (_others > 0)
        {
            _others--;
        }
        else if (Chain is not null || InSet)
        {
            (Chain, InSet) = (null, false);
        }
        else
        {
            _table = null;
        }
    }

    private void Add<T>(List<T> list, T block)
    {
        if (IsWanted)
        {
            list.Add(block);
        }
    }
}
