using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This host drops BGP (TCP 179), by which Calico's hosts announce their containers' routes to each other. Either end may open the session.
/// If only one end can, the session works in part, and the finding is a warning. docs.tigera.io (network requirements), calico#2905.
/// </summary>
[Explains(typeof(BgpNotEstablished))]
internal sealed class BgpPortFiltered : FilteredTrafficRule
{
    private const int Port = 179;

    /// <inheritdoc />
    protected override string Loss(string peers) =>
        $"Routes to containers on {peers} may be missing here, and those to containers here may be missing there";

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        if (footprint.Solution == SolutionIds.Calico)
        {
            var session = new NeededTraffic(IPProtocol.Tcp, Port, $"TCP {Port} (BGP)") { DoBothEndsBegin = true };
            yield return new(session, Peers(host, footprint));
        }
    }
}
