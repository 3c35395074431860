using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This host drops IPIP (IP protocol 4), in which Calico's tunl0 and Flannel's flannel.ipip wrap packets. IPIP has no port, so opening
/// ports doesn't admit it. Sending admits at most the answers, so packets that the other host sends first are lost. calico#1709.
/// </summary>
internal sealed class IpipFiltered : FilteredTrafficRule
{
    private static readonly IPProtocol s_ipip = IPProtocol.FromNumber(4);

    /// <inheritdoc />
    protected override string Loss(string peers) => $"Containers here and on {peers} don't reach each other through the IPIP tunnel";

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        if (footprint.Carriers.OrNone().Any(carrier => carrier.Model == NetworkModel.IPIP))
        {
            yield return new(new NeededTraffic(s_ipip, null, "IPIP (IP protocol 4)"), Peers(host, footprint));
        }
    }
}
