using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Containers on one bridge network can open connections to unpublished ports on another. The engine isolates its networks
/// (DOCKER-ISOLATION-STAGE chains; since 28 also a drop in prerouting), unless a network's gateway mode opens it. So its rules are gone. If
/// a rule of the user's accepts the packets, that is by design.
/// </summary>
internal sealed class NetworksNotApart : IFindingRule
{
    // A limit for hosts with very many networks.
    private const int MostNetworks = 48;

    /// <inheritdoc />
    public HostFacts Needs =>
        HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks | HostFacts.HostRoutes | HostFacts.HostFirewall;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        // If nothing is forwarded, nothing crosses.
        var isForwarding = host.Snapshot.HostNamespace.Sysctl(SysctlNames.Forwarding) != 0;
        if (!isForwarding || EngineFilter.Create(host) is not { } filter)
        {
            yield break;
        }

        var places = host
            .Bridges.Where(bridge => bridge.Link is { Up: true } && !bridge.HasNoAddress(4) && !bridge.IsOpen(4))
            .Select(bridge => (Bridge: bridge, Member: bridge.Members.FirstOrDefault(member => member.Address(4).Length > 0)))
            .Where(place => place.Member is not null)
            .Select(place => (place.Bridge, Member: place.Member!))
            .Take(MostNetworks)
            .ToList();
        var open = (
            from one in places
            where !one.Bridge.Network.Internal
            from other in places
            where other.Bridge.LinkName != one.Bridge.LinkName && !other.Bridge.Network.Internal
            let answer = filter.Between(one, other)
            where answer.Passage == Passage.Accepted && !answer.DecidedBy.Any(IsForeign)
            select (From: one.Bridge.Network.Name, To: other.Bridge.Network.Name, Answer: answer)
        ).ToList();
        if (open.Count > 0)
        {
            yield return Found(open[0].Answer, [.. open.SelectMany(pair => new[] { pair.From, pair.To }).Distinct()]);
        }
    }

    private static bool IsForeign(FirewallDecision decision) =>
        decision is { Base.Hook: FirewallHook.Forward, Rule: { } rule }
        && rule.Table != EngineRules.NftTable
        && !(rule.Chain.StartsWith(EngineRules.Chain, StringComparison.Ordinal) && rule.Chain != EngineRules.UsersChain);

    private static Finding Found(FirewallAnswer answer, List<string> networks) =>
        new()
        {
            Severity = Severity.Warning,
            Subject = new(SubjectKind.Host, "networks"),
            Message =
                $"Containers on {NetworkWords.Say(networks)} reach each other across networks, even at ports that aren't "
                + "published: the engine's rules that separate its networks are missing.",
            Repair =
                $"systemctl restart docker # sets the engine's rules up again; start docker after the program that flushes "
                + $"them (firewalld, a script of iptables rules)",
            Evidence =
            [
                new Evidence("iptables -S", "nothing drops what goes from one of the engine's bridges to another"),
                .. answer.DecidedBy.Where(decision => decision.Base.Hook == FirewallHook.Forward).Take(2).Select(one => one.Evidence),
            ],
            Scope = new() { Networks = networks },
        };
}
