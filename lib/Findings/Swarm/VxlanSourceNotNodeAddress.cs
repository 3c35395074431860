using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// VXLAN packets to a peer leave with another source than the data path address by which peers know this node. Docker doesn't bind its
/// VXLAN links to an address, so the kernel's route to the peer chooses the source. Peers' ESP states and firewalls expect the data path
/// address, and newer kernels accept frames of known tunnel ends only (moby#53004). An address that no link of the host has (NAT) can't be
/// compared with a route, and is left out.
/// </summary>
internal sealed class VxlanSourceNotNodeAddress : SwarmFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.HostLinks | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host)
    {
        if (host.Find(SolutionIds.DockerOverlay) is not { } footprint)
        {
            return [];
        }

        var linked = new HashSet<string>(host.Snapshot.HostLinks().SelectMany(link => link.Addresses).Select(address => address.Address));
        return UnderlayPaths
            .Find(host.Snapshot, footprint)
            .Where(path => path.Network is not null && path.Answer is { Outcome: RouteOutcome.Unicast, Source: not null, Link: not null })
            .Where(path => path.OwnAddress is not null && linked.Contains(path.OwnAddress) && path.Answer.Source != path.OwnAddress)
            .GroupBy(path => (path.Peer, path.OwnAddress))
            .Select(paths => Describe(host.Snapshot, [.. paths]));
    }

    private static Finding Describe(HostSnapshot host, IReadOnlyList<UnderlayPath> paths)
    {
        var path = paths[0];
        var names = paths.Select(one => one.Network!).Distinct().ToList();
        var encrypted = OverlayView.FindAll(host).Any(view => view.IsEncrypted && names.Contains(view.Network.Name));
        var route = path.Answer.Route;
        return Found(
            encrypted ? Severity.Error : Severity.Warning,
            new(SubjectKind.Peer, path.Peer),
            $"Overlay packets to {path.Peer} leave with the source {path.Answer.Source} on {path.Answer.Link!.Name}, "
                + $"but the other nodes know this one as {path.OwnAddress}: encrypted networks are cut, and firewalls and "
                + $"newer kernels there drop the rest (networks {TruncatedList.Join(names)}).",
            $"ip route change "
                + $"{route?.Destination ?? path.Peer}{(route?.Gateway is null ? null : (ShellText)$" via {route.Gateway}")} dev "
                + $"{path.Answer.Link.Name} src {path.OwnAddress} # or leave the swarm and join again with --data-path-addr "
                + $"{path.Answer.Source}",
            [
                EvidenceFactory.Info($"Swarm.NodeAddr {host.Engine?.Swarm?.NodeAddress}"),
                new Evidence($"ip route get {path.Peer}", $"dev {path.Answer.Link.Name} src {path.Answer.Source}"),
                .. route is null ? Array.Empty<Evidence>() : [EvidenceFactory.Route(route)],
                path.Evidence,
            ]
        );
    }
}
