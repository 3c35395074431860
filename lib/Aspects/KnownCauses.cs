using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Names the cause where a fault that is seen elsewhere turns a row: a row of its own says what the fault is.</summary>
internal static class KnownCauses
{
    /// <summary>The observation, with the cause of packets that were lost on a network whose encryption isn't in force.</summary>
    public static Observation Explain(Observation observation, Footprint footprint, IReadOnlyList<ProbeRecord> records)
    {
        var lost = records
            .Where(record => record.Outcome is ProbeOutcome.Silent or ProbeOutcome.Refused && record.To is { IsRemote: true })
            .ToList();
        var causes = (footprint.Channels ?? [])
            .Where(channel =>
                channel is { State: EncryptionState.NotInForce, Subject: NetworkChannel network }
                && lost.Any(record => IsOn(record, network.Network))
            )
            .ToList();
        return observation with { LostOn = causes };
    }

    private static bool IsOn(ProbeRecord record, string network) =>
        record.From.Network?.Name == network && record.To?.Network?.Name == network;
}
