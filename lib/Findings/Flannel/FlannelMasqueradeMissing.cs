using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// flanneld is set to masquerade (FLANNEL_IPMASQ=true, so dockerd runs with --ip-masq=false), but no rule does so for the lease's
/// containers. Their packets leave Flannel's network with an address that outside hosts can't answer. A firewall's reload removes the
/// rules; flanneld before 0.9 never writes them again.
/// </summary>
internal sealed class FlannelMasqueradeMissing : FlannelFindingRule
{
    private const string Setting = "FLANNEL_IPMASQ";

    public override HostFacts Needs => HostFacts.HostFirewall | HostFacts.Networks;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel) =>
        from lease in flannel.Leases
        where lease.Subnet is not null && lease.File.Settings.TryGetValue(Setting, out var value) && value == "true"
        from network in FlannelUsers.Networks(host, lease.Subnet!)
        where footprint.Attachments.Any(attachment => attachment.Network == network)
        where !host.HostRules().Any(rule => Masquerades(rule, lease.Subnet!))
        select new Finding
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Network, network.Name),
            Message =
                $"Containers of {network.Name} reach nothing outside Flannel's network: no rule masquerades packets from "
                + $"{lease.Subnet} to there.",
            Repair =
                $"iptables -t nat -A POSTROUTING -s {lease.Subnet} ! -d {lease.Network} -j MASQUERADE # or restart "
                + $"flanneld: with --ip-masq it writes its rules when it starts",
            Evidence =
            [
                EvidenceFactory.Setting(lease.File, Setting),
                new Evidence("iptables -t nat -S", $"no MASQUERADE for {lease.Subnet}"),
            ],
        };

    /// <summary>
    /// Whether a rule may masquerade packets from a subnet. Only the rule's source is compared; its other conditions are taken as met.
    /// </summary>
    private static bool Masquerades(FirewallRule rule, Subnet subnet) =>
        rule.Targets.Any(target => target.Kind is FirewallTargetKind.Masquerade or FirewallTargetKind.Snat or FirewallTargetKind.Unknown)
        && rule.Matches.Where(match => match is { Kind: FirewallMatchKind.Source, Negated: false })
            .All(match => match.Values.Any(value => Covers(value, subnet)));

    /// <summary>
    /// Whether a rule's source may cover the subnet. A set's name or a range of addresses counts, as its contents aren't known.
    /// </summary>
    private static bool Covers(string value, Subnet subnet) => Subnet.Parse(value) is not { } source || source.Overlaps(subnet);
}
