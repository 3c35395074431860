using NetAudit.Cluster;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>
/// Several hosts that are examined together. Only the facts that are compared with other hosts stay in memory, so that a thousand recorded
/// hosts can be added one after the other.
/// </summary>
public sealed class ExaminedHosts
{
    private readonly List<HostDigest> _digests = [];
    private readonly StringPool _strings = new();

    /// <summary>Examines one more host and returns its own findings. The host is also compared with the others.</summary>
    public ExaminedHost Add(HostSnapshot host) => Add(HostContext.Create(host));

    /// <summary>Examines one more host, whose solutions are already detected.</summary>
    public ExaminedHost Add(HostContext host)
    {
        _digests.Add(HostDigest.Create(host, _strings));
        return ExaminedHost.Create(host);
    }

    /// <summary>The findings that only several of the hosts added so far show together, the most severe first.</summary>
    public IReadOnlyList<OverlayFinding> FindTogether() => FindingRows.Create(ClusterFindings.Create(_digests), Newest);

    private DateTime Newest(string host) =>
        _digests.Where(digest => digest.Host == host).Select(digest => digest.CollectedAt.UtcDateTime).DefaultIfEmpty().Max();
}
