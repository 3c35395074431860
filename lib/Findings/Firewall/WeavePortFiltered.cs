using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This host drops packets of Weave's routers: TCP 6783 (control), UDP 6783 (sleeve) or UDP 6784 (fast datapath). Either end may open the
/// TCP connection, and both send on UDP 6783. Without UDP 6784, connections fall back to sleeve, which is slow. weave.works/docs,
/// weave#1737.
/// </summary>
[Explains(typeof(WeaveConnectionFailed), typeof(FellBackToSleeve))]
internal sealed class WeavePortFiltered : FilteredTrafficRule
{
    private const int Control = 6783;
    private const int FastDatapath = 6784;

    /// <inheritdoc />
    protected override string Loss(string peers) => $"Weave's connections with {peers} fail, or fall back to the slow sleeve";

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        if (footprint.Solution == SolutionIds.Weave)
        {
            var paths = Peers(host, footprint);
            yield return new(new NeededTraffic(IPProtocol.Tcp, Control, $"TCP {Control} (control)") { DoBothEndsBegin = true }, paths);
            yield return new(new NeededTraffic(IPProtocol.Udp, Control, $"UDP {Control} (sleeve)") { DoBothEndsBegin = true }, paths);
            var fast = new NeededTraffic(IPProtocol.Udp, FastDatapath, $"UDP {FastDatapath} (fast datapath)") { Worst = Severity.Warning };
            yield return new(fast, paths);
        }
    }
}
