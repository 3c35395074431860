namespace NetAudit.Live.Tests.Filtering;

/// <summary>Rules as tools load them.</summary>
/// <param name="Texts">The programs, each with its input.</param>
internal sealed record RuleSet(IReadOnlyList<(string Program, string Text)> Texts)
{
    /// <summary>Commands that empty the tables of a legacy tool.</summary>
    public const string EmptyTables =
        "*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n"
        + "*mangle\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n"
        + ":OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\nCOMMIT\n"
        + "*nat\n:PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\nCOMMIT\n"
        + "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n";

    /// <summary>Creates random rules of one or more tools.</summary>
    public static RuleSet Create(Random random)
    {
        var texts = new List<(string, string)>();
        var which = random.Next(1, 16);
        if ((which & 1) != 0)
        {
            texts.Add(("iptables-restore", new IptablesRules(random, isIPv6: false).Text()));
        }

        if ((which & 2) != 0)
        {
            texts.Add(("iptables-legacy-restore", new IptablesRules(random, isIPv6: false).Text()));
        }

        if ((which & 4) != 0)
        {
            texts.Add(("nft", new NftRules(random).Text()));
        }

        if ((which & 8) != 0 || which == 0)
        {
            var program = random.Next(2) == 0 ? "ip6tables-restore" : "ip6tables-legacy-restore";
            texts.Add((program, new IptablesRules(random, isIPv6: true).Text()));
        }

        return new RuleSet(texts);
    }
}
