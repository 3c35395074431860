using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Audit;

/// <summary>A finding that explains a row.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Lost">Packets of the row's own probes that are lost because of it.</param>
internal sealed record RowCause(RuleFinding Finding, IReadOnlyList<ProbeRecord> Lost);

/// <summary>
/// Joins rows with findings. If a row shows that packets are lost or unencrypted and a finding of the host explains it, the finding becomes
/// the row's cause. Pure.
/// </summary>
internal static class RowCauses
{
    /// <summary>The causes of a row's faults; none if it shows no fault.</summary>
    public static IReadOnlyList<RowCause> Find(HostSnapshot host, AuditResult result, Lazy<IReadOnlyList<RuleFinding>> findings)
    {
        var shown = Shown.Create(host, result);
        return shown.IsNothing
            ? []
            :
            [
                .. from one in findings.Value
                where one.Finding.Cause is not null && (one.Finding.Solution ?? result.Footprint.Solution) == result.Footprint.Solution
                let lost = shown.Lost.Where(record => LostPackets.IsIn(one.Finding.Scope, record)).ToList()
                where lost.Count > 0 || shown.IsExplainedBy(one.Finding.Scope)
                select new RowCause(one, lost),
            ];
    }

    /// <summary>The faults that a row shows.</summary>
    /// <param name="Lost">Packets of its probes that were lost.</param>
    /// <param name="Unreached">Hosts that aren't reached, by the kernel or the agent.</param>
    /// <param name="Unencrypted">Networks whose encryption isn't in force.</param>
    private sealed record Shown(IReadOnlyList<ProbeRecord> Lost, IReadOnlyList<string> Unreached, IReadOnlyList<string> Unencrypted)
    {
        public bool IsNothing => Lost.Count == 0 && Unreached.Count == 0 && Unencrypted.Count == 0;

        public static Shown Create(HostSnapshot host, AuditResult result)
        {
            var footprint = result.Footprint;

            // Silence between networks that must be kept apart needs no other cause.
            var isMeant = result.Status is FeatureStatus.Match or FeatureStatus.NotInUse or FeatureStatus.NotApplicable;
            var lost = LostPackets
                .Find(host, footprint.Solution)
                .Where(record => record.Check.ToString() == result.Cell.Aspect && !(isMeant && record.IsBetweenNetworks()));
            var unreached = (footprint.Peers ?? []).Where(peer => peer.Way == Reachability.Unreachable).Select(peer => peer.Name);
            var unencrypted = (footprint.Channels ?? [])
                .Where(channel => channel.State == EncryptionState.NotInForce)
                .Select(channel => (channel.Subject as NetworkChannel)?.Network)
                .OfType<string>();
            return new Shown(
                [.. lost],
                result.Cell.Aspect == AspectIds.PartialConnectivity ? [.. unreached] : [],
                result.Cell.Aspect == AspectIds.EncryptionChannel ? [.. unencrypted] : []
            );
        }

        /// <summary>Whether a finding explains a fault that is seen without packets.</summary>
        public bool IsExplainedBy(FindingScope scope) =>
            scope.Peers.Any(Unreached.Contains) || (scope.IsOfEncryption && scope.Networks.Any(Unencrypted.Contains));
    }
}
