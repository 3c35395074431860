using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The engine's rules accept containers' packets to other hosts, but another firewall tool's rules or policies drop them. The rules of
/// iptables-legacy, iptables-nft and nft all apply, independently of each other. Each tool must accept a packet, and a DROP left in one
/// from before is enough to lose it. moby#46636, docker/for-linux#1472.
/// </summary>
[Explains(typeof(BridgeWayOutDropped), typeof(OutgoingDropped))]
internal sealed class TwoFirewallTools : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.HostFirewall | HostFacts.HostRoutes | HostFacts.HostLinks | HostFacts.Networks;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        if (host.Snapshot.SeenFirewall() is not { } firewall || host.Filter is not { } all)
        {
            yield break;
        }

        // Most hosts have one tool's rules, which no other's can contradict.
        var tools = firewall.Chains.Select(chain => chain.Tool).Distinct().Count();
        foreach (var tool in tools > 1 ? EngineTools(firewall) : [])
        {
            var own = new FirewallWalk(Only(firewall, tool));
            var cut = OutgoingTraffic
                .Find(host.Snapshot)
                .Where(one => own.Forward(one.Packet).Passage == Passage.Accepted)
                .Select(one => (one.Network, Dropping: all.AllDropping(one.Packet, FirewallWalk.Forwarding)))
                .Where(one => one.Dropping.Count > 0)
                .ToList();
            if (cut.Count > 0)
            {
                var networks = cut.Select(one => one.Network.Name).Distinct().ToList();
                yield return Describe(tool, networks, [.. cut.SelectMany(one => one.Dropping).Distinct()]);
            }
        }
    }

    /// <summary>Whether the tool that has the engine's rules accepts a packet. If so, another tool's rules drop it.</summary>
    public static bool IsAcceptedByEngine(Firewall firewall, Packet packet) =>
        EngineTools(firewall).Any(tool => new FirewallWalk(Only(firewall, tool)).Forward(packet).Passage == Passage.Accepted);

    /// <summary>The tools that have the engine's chains.</summary>
    private static IEnumerable<FirewallTool> EngineTools(Firewall firewall) =>
        firewall.Chains.Where(chain => chain.Family == FirewallFamily.Ip && IsEngines(chain)).Select(chain => chain.Tool).Distinct();

    private static bool IsEngines(FirewallChain chain) =>
        chain.Tool == FirewallTool.Nft ? chain.Table == "docker-bridges" : chain.Name == "DOCKER";

    private static Firewall Only(Firewall firewall, FirewallTool tool) =>
        firewall with
        {
            Chains = [.. firewall.Chains.Where(chain => chain.Tool == tool)],
            Rules = [.. firewall.Rules.Where(rule => rule.Tool == tool)],
        };

    private static Finding Describe(FirewallTool tool, IReadOnlyList<string> networks, IReadOnlyList<FirewallDecision> dropping)
    {
        var own = FirewallDescription.Tool(tool);
        var commands = ShellText.Join("; ", dropping.Select(Command).Distinct());
        var others = string.Join(" and ", dropping.Select(decision => FirewallDescription.Tool(decision.Base.Tool)).Distinct());
        return new Finding
        {
            Severity = Severity.Error,
            Subject = new FindingSubject(SubjectKind.Host, "firewall"),
            Message =
                $"Containers on {NetworkWords.Say(networks)} can't reach other hosts{Ports(dropping)}: the engine's rules in {own} accept "
                + $"their packets, but rules in {others} also apply and drop them, by "
                + $"{FirewallDescription.Describe(dropping)}.",
            Repair =
                $"{commands} # at boot too, if nothing needs the other tool's rules; update-alternatives --config iptables sets the "
                + $"tool that the engine calls (restart the engine after a change)",
            Evidence =
            [
                new Evidence("iptables-save, iptables-legacy-save, nft list ruleset", $"the engine's chains are in {own}"),
                .. FirewallDescription.Evidence(dropping),
            ],
        };
    }

    /// <summary>A policy drops every packet that no rule accepted, so packets to published ports may be dropped too.</summary>
    private static string Ports(IReadOnlyList<FirewallDecision> dropping) =>
        dropping.All(decision => decision.Rule is null) ? ", and ports that they publish may not answer from there" : "";

    private static ShellText Command(FirewallDecision decision)
    {
        var chain = decision.Base;
        if (chain.Tool == FirewallTool.Nft)
        {
            return $"nft insert rule {chain.Family.Word()} {NftText.Name(chain.Table)} {NftText.Name(chain.Name)} accept";
        }

        var program = chain.Tool == FirewallTool.IptablesLegacy ? "iptables-legacy" : "iptables-nft";
        return decision.Rule is null
            ? (ShellText)$"{program}{FirewallRepair.Table(chain)} -P {chain.Name} ACCEPT"
            : $"{program}{FirewallRepair.Table(chain)} -I {chain.Name} -j ACCEPT";
    }
}
