using System.Globalization;
using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// An overlay network's encapsulated frames are larger than the path to a peer carries. VXLAN adds 50 bytes over IPv4 and 70 over IPv6, and
/// ESP adds more on encrypted networks. Full-sized packets are split or lost while small ones cross, so connections begin and then hang.
/// Docker assumes an underlay MTU of 1500 unless the network's MTU option sets another (moby#43673, #33133, #41691, libnetwork#2661).
/// </summary>
[Explains(typeof(PathCarriesLess))]
internal sealed class UnderlayMtuTooSmall : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.HostLinks | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        if (host.Find(SolutionIds.DockerOverlay) is not { } footprint || InnerLink(view) is not { } inner)
        {
            yield break;
        }

        var tight = UnderlayPaths
            .Find(host.Snapshot, footprint)
            .Where(path => path.Network == view.Network.Name && path.Answer is { Outcome: RouteOutcome.Unicast, Mtu: not null })
            .Where(path => Size(view, inner.Mtu, path) > path.Answer.Mtu)
            .GroupBy(path => (path.Answer.Link!.Name, path.Answer.Mtu));
        foreach (var paths in tight)
        {
            yield return Describe(view, inner, [.. paths]);
        }
    }

    private static Finding Describe(OverlayView view, Link inner, IReadOnlyList<UnderlayPath> paths)
    {
        var (name, link, mtu) = (view.Network.Name, paths[0].Answer.Link!, paths[0].Answer.Mtu!.Value);
        var size = Size(view, inner.Mtu, paths[0]);
        var added = view.IsEncrypted ? "VXLAN and ESP" : "VXLAN";
        var option = OverlayMtu.LargestOption(mtu, view.IsEncrypted, IsIPv6(paths[0]));
        return Found(
                Severity.Error,
                Subject(view),
                $"Network {name} splits or loses large packets to {TruncatedList.Join(paths.Select(path => path.Peer))}: "
                    + $"with its MTU of {inner.Mtu}, {added} {(view.IsEncrypted ? "make" : "makes")} packets of {size} bytes, "
                    + $"and {link.Name} on the path carries {mtu}.",
                $"{Create(view, option)}; Docker subtracts {OverlayMtu.Taken(view.IsEncrypted)} bytes from it for "
                    + $"{(view.IsEncrypted ? (ShellText)$"VXLAN and ESP" : $"VXLAN")}{Raise(link, size)}",
                [.. Shown(view, inner), EvidenceFactory.Link(link), paths[0].Evidence]
            )
            .Because(
                $"{link.Name} carries {mtu} bytes, and {added} {(view.IsEncrypted ? "make" : "makes")} {size}",
                new()
                {
                    Networks = [name],
                    Peers = [.. paths.Select(path => path.Peer)],
                    IsOfLargePackets = true,
                }
            ) with
        {
            Tight = new(link.Name, mtu),
        };
    }

    /// <summary>A larger MTU on a tunnel doesn't help: larger packets don't fit the link below it and are lost there.</summary>
    private static ShellText? Raise(Link link, int size) =>
        HostRange.IsTunnel(link) ? null : (ShellText)$"; or raise the MTU of {link.Name} to {size} on all hosts";

    private static ShellText Create(OverlayView view, int option)
    {
        var change = new NetworkChange { Option = (OverlayView.MtuOption, option.ToString(CultureInfo.InvariantCulture)) };
        var services = view.Network.Ingress ? (ShellText)$"the services with published ports" : $"its services and containers";
        return $"{NetworkCommand.Recreate(view.Network, change)} # on a manager, after removing {services}; {option} is what the path "
            + $"carries";
    }

    private static IEnumerable<Evidence> Shown(OverlayView view, Link inner) =>
        view.Standing is { } standing
            ? [EvidenceFactory.LinkIn(standing.Name, inner)]
            : [EvidenceFactory.Network(view.Network, $"MTU {inner.Mtu}")];

    private static int Size(OverlayView view, int mtu, UnderlayPath path) => OverlayMtu.Outer(mtu, view.IsEncrypted, IsIPv6(path));

    private static bool IsIPv6(UnderlayPath path) => path.Peer.IndexOf(':') >= 0;

    /// <summary>The link whose MTU is the network's: its VXLAN link, or a container's vNIC if none was seen.</summary>
    private static Link? InnerLink(OverlayView view) =>
        view.Tunnels.OrderByDescending(link => link.Mtu).FirstOrDefault()
        ?? view.Local.Select(local => view.Host.NamespaceOf(local.Container).LinkOf(local.Endpoint)).OfType<Link>().FirstOrDefault();
}
