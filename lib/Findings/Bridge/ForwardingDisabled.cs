using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The host forwards no packets (net.ipv4.ip_forward or IPv6's is 0), or none that arrive on a bridge or on the default route's link.
/// Packets from containers beyond the host are lost, and so are packets to them through published ports. The engine turns it on when it
/// starts; a later sysctl.d file turns it off (moby#43295, #50646).
/// </summary>
[Explains(typeof(ContainerPortDead))]
internal sealed class ForwardingDisabled : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var bridges = host.Bridges.Where(bridge => !bridge.Network.Internal && bridge.Members.Count > 0).ToList();
        var setting = host.Snapshot.HostNamespace.Sysctl(SysctlNames.Forwarding);
        var isForwarding = setting is { } value ? value != 0 : host.Snapshot.Engine?.IPv4Forwarding;
        var ofIPv4 = bridges.Where(bridge => !bridge.HasNoAddress(4)).ToList();
        var ofIPv6 = bridges
            .Where(bridge => !bridge.HasNoAddress(6) && bridge.Members.Any(member => member.Address(6).Length > 0))
            .ToList();
        var allIPv6 = SysctlNames.ForwardingOf("ipv6", "all");
        return
        [
            .. isForwarding == false
                ? OfHost(host.Snapshot, ofIPv4, SysctlNames.Forwarding)
                : ofIPv4.SelectMany(bridge => OfBridge(host.Snapshot, bridge)).Concat(OfWayOut(host.Snapshot, ofIPv4)),
            .. host.Snapshot.HostNamespace.Sysctl(allIPv6) == 0 && WayOut.Find(host.Snapshot, 6) is not null
                ? OfHost(host.Snapshot, ofIPv6, allIPv6)
                : [],
        ];
    }

    private static IEnumerable<Finding> OfHost(HostSnapshot host, List<BridgeNetwork> bridges, string setting)
    {
        if (bridges.Count > 0)
        {
            yield return Found(
                new(SubjectKind.Host, host.Host),
                setting == SysctlNames.Forwarding
                    ? $"Containers on {Names(bridges)} reach nothing beyond this host, and published ports don't reach them: "
                        + $"the host doesn't forward packets ({setting} = 0)."
                    : $"Containers on {Names(bridges)} reach nothing beyond this host over IPv6, and ports published over IPv6 don't "
                        + $"reach them: the host doesn't forward IPv6 packets ({setting} = 0).",
                setting
            ) with
            {
                Cause = $"this host doesn't forward packets ({setting} = 0)",
                Scope = new() { Networks = [.. bridges.Select(bridge => bridge.Network.Name)] },
            };
        }
    }

    private static IEnumerable<Finding> OfBridge(HostSnapshot host, BridgeNetwork bridge)
    {
        var name = SysctlNames.ForwardingOf("ipv4", bridge.LinkName);
        if (host.HostNamespace.Sysctl(name) == 0)
        {
            yield return Found(
                    new(SubjectKind.Network, bridge.Network.Name),
                    $"Containers on network {bridge.Network.Name} reach nothing beyond this host, and their published ports "
                        + $"don't answer hosts there: packets from {bridge.LinkName} aren't forwarded ({name} = 0).",
                    name
                )
                .Because($"packets from {bridge.LinkName} aren't forwarded ({name} = 0)");
        }
    }

    /// <summary>The default route's link: returning packets are forwarded only if that link's own setting allows it.</summary>
    private static IEnumerable<Finding> OfWayOut(HostSnapshot host, List<BridgeNetwork> bridges)
    {
        if (bridges.Count == 0 || WayOut.FindLink(host) is not { } link)
        {
            yield break;
        }

        var name = SysctlNames.ForwardingOf("ipv4", link.Name);
        if (host.HostNamespace.Sysctl(name) == 0)
        {
            yield return Found(
                new(SubjectKind.Link, link.Name),
                $"Containers on {Names(bridges)} get no answer from beyond this host, and published ports don't reach "
                    + $"them: packets that arrive on {link.Name} aren't forwarded ({name} = 0).",
                name
            );
        }
    }

    private static Finding Found(FindingSubject subject, string message, string setting) =>
        new()
        {
            Severity = Severity.Error,
            Subject = subject,
            Message = message,
            Repair =
                $"sysctl -w {setting}=1 # and remove the line that sets it to 0, or it is back after a reboot: "
                + $"grep -rs forward /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d",
            Evidence = [new Evidence($"sysctl {setting}", "0")],
        };

    private static string Names(List<BridgeNetwork> bridges) => NetworkWords.Say([.. bridges.Select(bridge => bridge.Network.Name)]);
}
