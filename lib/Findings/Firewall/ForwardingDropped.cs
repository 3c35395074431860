using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A rule that isn't the engine's, or a chain's policy, drops packets between containers on this host and on other hosts. They are routed
/// here, so they pass the chains for forwarded packets. The engine sets FORWARD's policy to DROP if it turns forwarding on itself (since
/// 1.13). It accepts its own bridges' traffic only. Flannel accepts its network's since 0.10, unless it is set not to (flannel#609,
/// PR#872).
/// </summary>
internal sealed class ForwardingDropped : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.HostFirewall | HostFacts.HostRoutes | HostFacts.HostLinks | HostFacts.Containers;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        if (host.Filter is not { } walk)
        {
            return [];
        }

        return from footprint in host.Footprints
            let traffic = ForwardedTraffic.Find(host.Snapshot, footprint.Attachments, footprint.Remotes)
            let drops = ForwardedDrop.Find(walk, traffic).Where(drop => drop.DecidedBy.Any(IsAnothers))
            from network in drops.GroupBy(drop => drop.Traffic.Network)
            select Describe(host.Snapshot, [.. network]) with
            {
                Solution = footprint.Solution,
            };
    }

    private static bool IsAnothers(FirewallDecision decision) => !ForwardedDrop.IsEngines(decision);

    private static Finding Describe(HostSnapshot host, IReadOnlyList<ForwardedDrop> drops)
    {
        var first = drops[0].Traffic;
        var decisions = drops.SelectMany(drop => drop.DecidedBy).Where(IsAnothers).Distinct().ToList();
        var protocols = drops.Select(drop => drop.Protocol).Distinct().ToList();
        var isPart = protocols.Count < ForwardedDrop.Tried.Count;
        var names = isPart ? string.Join(" and ", protocols.Select(protocol => protocol.Name)) : null;
        return new Finding
        {
            Severity = isPart ? Severity.Warning : Severity.Error,
            Subject = new FindingSubject(SubjectKind.Network, first.Network.Name),
            Message =
                $"{Cut(first, [.. drops.Select(drop => drop.Kind)], names)} are dropped by "
                + $"{FirewallDescription.Describe(decisions)}.",
            Repair = $"{ShellText.Join("; ", Commands(host, drops))} # also add it to the rules that are loaded at boot",
            Evidence = FirewallDescription.Evidence(decisions),
            DecidedBy = decisions,
            Cause = $"{FirewallDescription.Describe(decisions)} drops forwarded packets on this host",
            Scope = new() { Networks = [first.Network.Name], Protocols = isPart ? protocols : [] },
        };
    }

    /// <summary>
    /// Says which packets don't arrive. If only connections opened from one side are dropped, the message names that direction only.
    /// </summary>
    private static string Cut(ForwardedTraffic traffic, HashSet<ForwardedKind> kinds, string? protocols)
    {
        var here = $"containers on network {traffic.Network.Name}";
        const string There = "containers on other hosts";
        if (kinds.Count == 1 && !kinds.Contains(ForwardedKind.Answer))
        {
            var isOut = kinds.Contains(ForwardedKind.Outbound);
            var (from, to) = isOut ? (here, There) : (There, here);
            var (source, target) = isOut ? (traffic.Bridge, traffic.Link) : (traffic.Link, traffic.Bridge);
            var open = protocols is null ? $"{from} can't open connections to {to}" : $"{protocols} from {from} to {to} doesn't cross";
            return $"{char.ToUpperInvariant(open[0])}{open[1..]}: new connections forwarded from {source} to {target}";
        }

        var both = protocols is null
            ? $"Containers on network {traffic.Network.Name} and {There} don't reach each other"
            : $"{protocols} between {here} and {There} doesn't cross";
        return kinds.Contains(ForwardedKind.Outbound)
            ? $"{both}: packets forwarded between {traffic.Link} and {traffic.Bridge}"
            : $"{both}: packets forwarded from {traffic.Link} to {traffic.Bridge}";
    }

    private static IEnumerable<ShellText> Commands(HostSnapshot host, IReadOnlyList<ForwardedDrop> drops) =>
        (
            from drop in drops
            from decision in drop.DecidedBy
            where IsAnothers(decision)
            let isOut = drop.Kind == ForwardedKind.Outbound
            let source = isOut ? drop.Traffic.Bridge : drop.Traffic.Link
            let target = isOut ? drop.Traffic.Link : drop.Traffic.Bridge
            select Command(host, decision.Base, source, target)
        ).Distinct();

    private static ShellText Command(HostSnapshot host, FirewallChain chain, string source, string target)
    {
        // In prerouting, the outgoing link isn't known yet.
        var links = (In: source, Out: chain.Hook == FirewallHook.Prerouting ? null : target);
        if (chain.Tool == FirewallTool.Nft)
        {
            var outgoing = links.Out is null ? "" : $"oifname {NftText.Quote(links.Out)} ";
            var rule = $"iifname {NftText.Quote(links.In)} {outgoing}accept";
            return $"nft insert rule {chain.Family.Word()} {NftText.Name(chain.Table)} {NftText.Name(chain.Name)} {rule}";
        }

        // The engine puts its own rules first again when it starts, but leaves DOCKER-USER before them.
        var hasOwnChain =
            chain is { Table: "filter", Hook: FirewallHook.Forward }
            && host.HostChains().Any(one => one.Name == "DOCKER-USER" && one.Tool == chain.Tool && one.Family == chain.Family);
        var name = hasOwnChain ? "DOCKER-USER" : chain.Name;
        var program = FirewallRepair.Program(host.SeenFirewall()!, chain);
        var match = links.Out is null ? (ShellText)$"-i {links.In}" : $"-i {links.In} -o {links.Out}";
        return $"{program}{FirewallRepair.Table(chain)} -I {name} {match} -j ACCEPT";
    }
}
