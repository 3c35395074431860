using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Probes;

/// <summary>Makes records of what a step showed.</summary>
internal static class ProbeRecordFactory
{
    public static ProbeRecord Of(ProbeStep step, string sent, string answer, ProbeOutcome outcome, string value, double milliseconds) => new()
    {
        Check = step.Check,
        Solution = step.Solution,
        From = step.From,
        To = step.To,
        Network = step.Network,
        Sent = sent,
        Answer = answer,
        Outcome = outcome,
        Value = value,
        Milliseconds = Math.Round(milliseconds, 3),
    };

    /// <summary>"nothing within 1 s".</summary>
    public static string Nothing(ProbeOptions options) => string.Format(CultureInfo.InvariantCulture, "nothing within {0:0.###} s", options.Timeout.TotalSeconds);
}
