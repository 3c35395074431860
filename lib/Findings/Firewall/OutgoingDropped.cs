using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Chain policies drop the packets that a bridge's containers send to other hosts, and the engine's rules that accept them are gone. The
/// engine sets its rules up when it starts; a reload of another firewall removes them (firewalld#503). If a rule drops the packets, it may
/// be meant to keep containers in, so it isn't reported.
/// </summary>
internal sealed class OutgoingDropped : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs =>
        HostFacts.HostFirewall | HostFacts.HostRoutes | HostFacts.HostLinks | HostFacts.Networks | HostFacts.Containers;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        if (host.Snapshot.SeenFirewall() is not { } firewall || host.Filter is not { } walk)
        {
            return [];
        }

        var endpoints = host.Snapshot.RunningContainers().SelectMany(container => container.Endpoints);
        var used = new HashSet<string>(endpoints.Select(endpoint => endpoint.NetworkName));
        return from traffic in OutgoingTraffic.Find(host.Snapshot)
            where used.Contains(traffic.Network.Name)
            let decisions = walk.AllDropping(traffic.Packet, FirewallWalk.Forwarding)
            where decisions.Count > 0 && decisions.All(decision => decision.Rule is null)
            where !TwoFirewallTools.IsAcceptedByEngine(firewall, traffic.Packet)
            select Describe(firewall, traffic, decisions);
    }

    private static Finding Describe(Firewall firewall, OutgoingTraffic traffic, IReadOnlyList<FirewallDecision> decisions) =>
        new()
        {
            Severity = Severity.Error,
            Subject = new FindingSubject(SubjectKind.Network, traffic.Network.Name),
            Message =
                $"Containers on network {traffic.Network.Name} can't reach other hosts: packets from {traffic.Bridge} are dropped "
                + $"by {FirewallDescription.Describe(decisions)}, and the engine's rule that accepts them is missing.",
            Repair =
                $"systemctl restart docker # sets the engine's rules up again, as after each reload of another firewall; "
                + $"until then: {Commands(firewall, traffic, decisions)}",
            Evidence = FirewallDescription.Evidence(decisions),
        };

    private static ShellText Commands(Firewall firewall, OutgoingTraffic traffic, IReadOnlyList<FirewallDecision> decisions) =>
        ShellText.Join("; ", decisions.Select(decision => Command(firewall, decision.Base, traffic.Bridge)).Distinct());

    private static ShellText Command(Firewall firewall, FirewallChain chain, string bridge) =>
        chain.Tool == FirewallTool.Nft
            ? (ShellText)(
                $"nft insert rule {chain.Family.Word()} {NftText.Name(chain.Table)} {NftText.Name(chain.Name)} "
                + $"iifname {NftText.Link(bridge)} accept"
            )
            : $"{FirewallRepair.Program(firewall, chain)}{FirewallRepair.Table(chain)} -I {chain.Name} -i {bridge} -j ACCEPT";
}
