using NetAudit.Aspects;
using NetAudit.Audit;
using NetAudit.Model;
using NetAudit.Probes.Trials;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Whether temporary networks on the engine would answer a row's question.</summary>
internal static class TrialAdvice
{
    /// <summary>Why no network would be created; null if one would, if only root can see that, or if it would answer nothing.</summary>
    public static string? Obstacle(HostSnapshot host, AuditResult result)
    {
        var isOpen = result is { IsFound: true, Status: FeatureStatus.Inconclusive, Observation.Doubt: null };
        if (!isOpen || result.Observation.Facts is not (UniqueAddressFacts or HostApartFacts))
        {
            return null;
        }

        var trial = Catalog.CreateAll<INetworkTrial>().FirstOrDefault(one => one.Check.ToString() == result.Cell.Aspect);
        return trial?.Plan(host, result.Footprint).Obstacle is { Kind: not TrialObstacleKind.NotAllSeen } obstacle
            ? $"no network can be tried: {TrialWording.Reason(obstacle)}"
            : null;
    }
}
