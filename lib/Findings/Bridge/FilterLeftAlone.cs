using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The engine is set to leave the packet filter alone ("iptables": false), and no other rules both forward and masquerade the containers'
/// packets. Containers reach nothing beyond the host, unless routers there know the bridges' subnets.
/// </summary>
internal sealed class FilterLeftAlone : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs =>
        HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks | HostFacts.HostRoutes | HostFacts.HostFirewall;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        if (!EngineRules.AreLeftAlone(host.Snapshot, 4) || EngineFilter.CreateForAnyRules(host) is not { } filter)
        {
            yield break;
        }

        var cut = host
            .Bridges.Where(bridge => bridge.Masquerades(4) && !bridge.HasNoAddress(4))
            .Where(bridge => bridge.Members.FirstOrDefault(one => one.Address(4).Length > 0) is { } member && IsCut(filter, bridge, member))
            .ToList();
        if (cut.Count > 0)
        {
            yield return Found(cut, filter);
        }
    }

    private static bool IsCut(EngineFilter filter, BridgeNetwork bridge, BridgeMember member)
    {
        var answer = filter.Leaving(bridge, member);
        return (answer.Passage == Passage.Dropped && !EngineRules.IsByDesign(answer)) || filter.Leaves(bridge, member);
    }

    private static Finding Found(List<BridgeNetwork> cut, EngineFilter filter)
    {
        var first = cut[0];
        var names = NetworkWords.Say([.. cut.Select(bridge => bridge.Network.Name)]);
        var subnet = first.Pool(4)!.Subnet;
        return new Finding
        {
            Severity = Severity.Warning,
            Subject = new(SubjectKind.Agent, "dockerd"),
            Message =
                $"Containers on {names} reach nothing beyond this host: the engine is set to leave iptables alone, and no "
                + $"other rule accepts and masquerades their packets by {filter.OutLink.Name}.",
            Repair =
                $"iptables -t nat -A POSTROUTING -s {subnet} ! -o {first.LinkName} -j MASQUERADE && iptables -A FORWARD -i "
                + $"{first.LinkName} -j ACCEPT # or let the engine do it: remove \"iptables\": false from "
                + $"/etc/docker/daemon.json (or --iptables=false from dockerd's arguments), then systemctl restart docker",
            Evidence =
            [
                new Evidence("/etc/docker/daemon.json, dockerd's arguments", "iptables false"),
                new Evidence("iptables -t nat -S POSTROUTING", $"nothing masquerades {subnet}"),
            ],
            Scope = new() { Networks = [.. cut.Select(bridge => bridge.Network.Name)] },
        };
    }
}
