using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// bird, Calico's BGP daemon, gets no answer from a peer (TCP to port 179 in SYN-SENT) and has no other session with it. Routes to the
/// peer's containers come by that session only. They go when it ends, after its hold time or the graceful restart's (calico#2905, #3541).
/// </summary>
internal sealed class BgpNotEstablished : CalicoFindingRule
{
    private const int Bgp = 179;

    public override HostFacts Needs => HostFacts.Connections | HostFacts.HostRoutes;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        var sessions = host.HostNamespace!.Connections!.Where(socket => socket.RemotePort == Bgp || socket.LocalPort == Bgp).ToList();
        var standing = new HashSet<string?>(
            sessions.Where(socket => socket.State == SocketState.Established).Select(socket => socket.RemoteAddress)
        );
        return from socket in sessions
            where
                socket is { State: SocketState.SynSent, RemotePort: Bgp, RemoteAddress: not null }
                && !standing.Contains(socket.RemoteAddress)
            group socket by socket.RemoteAddress into tries
            select Found(host, tries.First());
    }

    private static Finding Found(HostSnapshot host, SocketEntry socket)
    {
        var peer = socket.RemoteAddress!;
        var route = CalicoRoutes.Remote(host).FirstOrDefault(one => one.Gateway == peer);
        return Found(
            Severity.Error,
            new(SubjectKind.Peer, peer),
            (route is null ? $"Containers here don't reach containers on {peer}" : $"Containers here will lose containers on {peer}")
                + $": the BGP session to it isn't established (no answer from TCP {Bgp})"
                + (route is null ? ", and no route leads to its blocks." : $". The route to {route.Destination} is still there."),
            $"On {peer}: calicoctl node status # calico-node (bird) must run there, and TCP {Bgp} pass between the hosts in "
                + $"both directions",
            EvidenceFactory.Connection(socket) with
            {
                Fact = $"{socket.Process ?? "?"} to {peer}:{Bgp}, SYN-SENT",
            },
            route is null ? new Evidence("ip route", $"none by way of {peer}") : EvidenceFactory.Route(route)
        ) with
        {
            Cause = route is null ? $"the BGP session to {peer} isn't established" : null,
        };
    }
}
