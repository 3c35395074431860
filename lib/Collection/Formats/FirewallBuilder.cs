using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>A firewall as it is being read.</summary>
internal sealed class FirewallBuilder
{
    public List<FirewallChain> Chains { get; } = [];

    public List<FirewallRule> Rules { get; } = [];

    public List<FirewallSet> Sets { get; } = [];

    public Firewall Build() =>
        new()
        {
            Chains = Chains,
            Rules = Rules,
            Sets = Sets,
        };
}
