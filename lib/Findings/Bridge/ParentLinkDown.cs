using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The parent link of a macvlan or ipvlan network (option parent) is missing or down. Its containers' links then carry nothing, and no
/// container can join. The engine itself creates a VLAN link, with a dot in its name (eth0.10), with the network.
/// </summary>
internal sealed class ParentLinkDown : IFindingRule
{
    private static readonly string[] s_drivers = ["macvlan", "ipvlan"];

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.HostLinks;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) =>
        from network in host.Snapshot.Networks.OrNone()
        where s_drivers.Contains(network.Driver) && network is { ConfigOnly: false, Scope: null or "local" }
        let parent = network.Options.TryGetValue("parent", out var name) ? name : ""
        where parent.Length > 0
        let link = host.Snapshot.HostLinks().FirstOrDefault(one => one.Name == parent)
        where link is null or { Up: false }
        select Found(host.Snapshot, network, parent, link);

    private static Finding Found(HostSnapshot host, Network network, string parent, Link? link)
    {
        var members = host.RunningContainers().Where(one => one.Endpoints.Any(endpoint => host.NetworkOf(endpoint) == network)).ToList();
        var hurt =
            members.Count == 0
                ? "no container can join it"
                : $"{TruncatedList.Join(members.Select(member => member.Name))} {(members.Count == 1 ? "is" : "are")} cut off";
        return new Finding
        {
            Severity = members.Count == 0 ? Severity.Warning : Severity.Error,
            Subject = new(SubjectKind.Network, network.Name),
            Message =
                $"Network {network.Name} ({network.Driver}) carries nothing, and {hurt}: its parent link {parent} on the host "
                + (link is null ? "isn't there." : "is down."),
            Repair = link is null
                ? (ShellText)(
                    $"Bring {parent} back, then start the network's containers again. If another program deleted this VLAN "
                    + $"link: ip link add link LINK name {parent} type vlan id N. If the card was renamed, recreate the network "
                    + $"with -o parent=LINK."
                )
                : $"ip link set {parent} up",
            Evidence =
            [
                EvidenceFactory.Network(network, $"driver {network.Driver}, parent {parent}"),
                link is null ? new Evidence($"ip link show {parent}", "no such link") : EvidenceFactory.Link(link),
            ],
            Cause = link is null ? $"the link {parent} isn't there" : $"the link {parent} is down",
        };
    }
}
