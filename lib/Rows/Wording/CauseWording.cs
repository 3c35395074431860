using NetAudit.Audit;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Findings that explain a row, in words.</summary>
internal static class CauseWording
{
    /// <summary>"packets to 10.0.0.2 are lost because INPUT drops UDP 4789 on this host (VxlanPortFiltered)"; null for none.</summary>
    public static string? Reason(IReadOnlyList<RowCause> causes) =>
        causes.Count == 0 ? null : TruncatedList.Join(causes.Select(Reason).Distinct(), "; ");

    /// <summary>The command to run first; null if no finding explains the row.</summary>
    public static string? Remedy(IReadOnlyList<RowCause> causes, HostSnapshot host)
    {
        if (causes.Count == 0)
        {
            return null;
        }

        // The command is meant to be pasted. It contains only rule ids and the user's own path, and no name that comes from a host.
        var rules = string.Join(", ", causes.Select(cause => cause.Finding.Rule).Distinct());
        return $"Get-OverlayFinding -Rule {rules}{HostArgument.Find(host)} # says how to repair it";
    }

    private static string Reason(RowCause cause)
    {
        var hosts = cause.Lost.Select(record => record.To?.Host).OfType<string>().Distinct().ToList();
        var what = hosts.Count > 0 ? $"packets to {TruncatedList.Join(hosts)} are lost because" : "the cause is that";
        return $"{what} {cause.Finding.Finding.Cause} ({cause.Finding.Rule})";
    }
}
