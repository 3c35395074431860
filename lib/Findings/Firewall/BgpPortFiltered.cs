using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Calico's hosts tell each other their containers' routes by BGP, TCP 179. Either end may begin the session, so one that may be begun from
/// here only works in part. docs.tigera.io (network requirements), calico#2905.
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
