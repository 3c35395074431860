using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Reads Calico's live rules. cali-pri-/cali-pro- and felix-p- chains are profiles, cali-pi-/cali-po- policies. A packet is accepted if a
/// rule marks it (cali-) or returns (felix-). The documentation's four protocols are those that a rule may name; most name none.
/// </summary>
internal static class CalicoPolicy
{
    public static IReadOnlyList<FirewallChain> Chains(HostSnapshot host) =>
        [
            .. host.HostChains()
                .Where(chain =>
                    chain.Name.StartsWith("cali-", StringComparison.Ordinal) || chain.Name.StartsWith("felix-", StringComparison.Ordinal)
                ),
        ];

    public static Isolation? Isolation(HostSnapshot host, IReadOnlyList<FirewallChain> chains)
    {
        if (host.SeenFirewall() is null)
        {
            return null;
        }

        var policies = chains.Where(IsPolicy).ToList();
        var profiles = chains.Where(IsProfile).ToList();
        var drops = DropsBehind(host, profiles).ToList();
        return policies.Count > 0
                ? new Isolation(
                    IsolationSchema.NetworkPolicy,
                    IsolationSign.PolicyChains,
                    Basis.Observed,
                    [.. policies.Take(3).Concat(profiles.Take(2)).Select(EvidenceFactory.Chain)]
                )
                {
                    Parts = [.. policies.Select(chain => chain.Name).Distinct()],
                }
            : profiles.Count > 0
                ? new Isolation(
                    IsolationSchema.Profile,
                    IsolationSign.ProfileChains,
                    Basis.Observed,
                    [.. profiles.Take(4).Select(EvidenceFactory.Chain), .. drops.Take(4).Select(EvidenceFactory.Rule)]
                )
                {
                    Parts = [.. profiles.Select(ProfileOf).Distinct()],
                    DropsRest = drops.Count > 0,
                }
            : new Isolation(null, IsolationSign.NoChain, Basis.Observed, []);
    }

    public static ProtocolRules? Protocols(HostSnapshot host, IReadOnlyList<FirewallChain> chains)
    {
        if (host.SeenFirewall() is null)
        {
            return null;
        }

        var inbound = chains.Where(chain => (IsPolicy(chain) || IsProfile(chain)) && IsInbound(chain)).Select(chain => chain.Name).ToList();
        var accepting = host.HostRules().Where(rule => inbound.Contains(rule.Chain) && Accepts(rule)).ToList();
        if (accepting.Count == 0)
        {
            return new ProtocolRules([], ProtocolSign.NoAcceptingRule, []);
        }

        var profiles = new HashSet<string>(chains.Where(IsProfile).Select(chain => chain.Name));
        var any = accepting.Where(rule => ProtocolOf(rule) is null).ToList();
        return any.Count > 0
            ? new ProtocolRules([IPProtocol.Any], ProtocolSign.AcceptedUnnamed, [.. any.Take(3).Select(EvidenceFactory.Rule)])
            {
                RuleCount = any.Count,
                IsWithinProfile = any.All(rule => profiles.Contains(rule.Chain) && IsOfSources(rule)),
            }
            : new ProtocolRules(
                [.. accepting.Select(rule => ProtocolOf(rule)!).Distinct()],
                ProtocolSign.AcceptedNamed,
                [.. accepting.Take(4).Select(EvidenceFactory.Rule)]
            );
    }

    private static bool IsPolicy(FirewallChain chain) =>
        chain.Name.StartsWith("cali-pi-", StringComparison.Ordinal) || chain.Name.StartsWith("cali-po-", StringComparison.Ordinal);

    private static bool IsProfile(FirewallChain chain) =>
        chain.Name.StartsWith("cali-pri-", StringComparison.Ordinal)
        || chain.Name.StartsWith("cali-pro-", StringComparison.Ordinal)
        || chain.Name.StartsWith("felix-p-", StringComparison.Ordinal);

    /// <summary>The profile whose chain it is: a profile has one for each direction.</summary>
    private static string ProfileOf(FirewallChain chain)
    {
        const string Old = "felix-p-";
        if (!chain.Name.StartsWith(Old, StringComparison.Ordinal))
        {
            return chain.Name["cali-pri-".Length..];
        }

        var name = chain.Name[Old.Length..];
        return name.EndsWith("-i", StringComparison.Ordinal) || name.EndsWith("-o", StringComparison.Ordinal) ? name[..^2] : name;
    }

    /// <summary>The rules, in containers' chains that lead to a profile, that drop packets which no profile accepted.</summary>
    private static IEnumerable<FirewallRule> DropsBehind(HostSnapshot host, IReadOnlyList<FirewallChain> profiles)
    {
        var names = new HashSet<string>(profiles.Select(chain => chain.Name));
        var leading = new HashSet<string>(
            host.HostRules()
                .Where(rule => rule.Targets.Any(target => target.Chain is { } to && names.Contains(to)))
                .Select(rule => rule.Chain)
        );
        return host.HostRules()
            .Where(rule => rule.Matches.Count == 0 && rule.Does(FirewallTargetKind.Drop) && leading.Contains(rule.Chain));
    }

    private static bool IsInbound(FirewallChain chain) =>
        chain.Name.StartsWith("cali-pi-", StringComparison.Ordinal)
        || chain.Name.StartsWith("cali-pri-", StringComparison.Ordinal)
        || (chain.Name.StartsWith("felix-p-", StringComparison.Ordinal) && chain.Name.EndsWith("-i", StringComparison.Ordinal));

    private static bool Accepts(FirewallRule rule) =>
        rule.Chain.StartsWith("felix-", StringComparison.Ordinal) ? rule.Does(FirewallTargetKind.Return) : rule.Targets.Any(SetsBits);

    private static bool SetsBits(FirewallTarget target) =>
        target.Kind == FirewallTargetKind.SetMark && FirewallMark.Parse(target.Values[0]) is { Value: not 0 };

    private static bool IsOfSources(FirewallRule rule) => rule.Values(FirewallMatchKind.IpSet).Contains("src");

    private static IPProtocol? ProtocolOf(FirewallRule rule) =>
        rule.Values(FirewallMatchKind.Protocol).FirstOrDefault() is { } name ? IPProtocol.FromName(name) : null;
}
