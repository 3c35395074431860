using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Engines from 28.0 on drop packets to a container's address that come by another link than its bridge. What routes other hosts'
/// traffic there (Flannel; routes by hand) is cut off, unless both the raw rules are off and DOCKER-USER accepts it.
/// </summary>
internal sealed class DirectAccessDropped : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        var routed = footprint.Attachments.Where(attachment => attachment.Network?.Driver == "bridge").SelectMany(attachment => attachment.Addresses).ToList();
        var drops = DirectAccessDrops.Of(host).Where(rule => rule.Tool == FirewallTool.Nft || DirectAccessDrops.IsFor(rule, routed)).ToList();
        if (routed.Count > 0 && drops.Count > 0)
        {
            yield return Found(
                Severity.Error,
                new(SubjectKind.Host, host.Host),
                $"The engine's firewall has a DROP in raw PREROUTING for what reaches a container by another link than its bridge, so packets from other hosts by {string.Join(", ", footprint.OwnLinks.DefaultIfEmpty("routes"))} are lost.",
                "start dockerd with --allow-direct-routing, and accept the traffic in DOCKER-USER; either alone isn't enough.",
                [.. drops.Take(3).Select(EvidenceFactory.Rule)]);
            yield break;
        }

        // With --allow-direct-routing the raw rules are gone, but the filter table still drops unless DOCKER-USER accepts before it.
        var bridges = footprint.Attachments.Select(attachment => attachment.Network).OfType<Network>().Where(network => network.Driver == "bridge").Select(HostQueries.BridgeLinkOf).Distinct().ToList();
        var filtered = host.HostRules().Where(rule => rule is { Table: "filter", Chain: "DOCKER" } && bridges.Any(bridge => bridge is not null && DropsFromElsewhere(rule, bridge))).ToList();
        var accepted = host.HostRules().Any(rule => rule.Chain == "DOCKER-USER" && rule.Does(FirewallTargetKind.Accept));
        if (filtered.Count > 0 && !accepted && footprint.Carriers is { Count: > 0 })
        {
            yield return Found(
                Severity.Error,
                new(SubjectKind.Host, host.Host),
                "The engine's firewall has a DROP in its DOCKER chain for what comes to the bridge by another link, and nothing in DOCKER-USER accepts before it, so packets from other hosts are lost.",
                $"accept it in DOCKER-USER: iptables -I DOCKER-USER -i {(footprint.OwnLinks.Count > 0 ? footprint.OwnLinks[0] : "LINK")} -o {string.Join(" or ", bridges)} -j ACCEPT.",
                [.. filtered.Take(2).Select(EvidenceFactory.Rule)]);
        }
    }

    private static bool DropsFromElsewhere(FirewallRule rule, string bridge) =>
        rule.Matches.Count == 2
        && rule.Does(FirewallTargetKind.Drop)
        && rule.NotValues(FirewallMatchKind.InLink).Contains(bridge)
        && rule.Values(FirewallMatchKind.OutLink).Contains(bridge);
}
