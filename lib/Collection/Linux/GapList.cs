using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>What could not be seen, gathered by steps that run at the same time.</summary>
internal sealed class GapList(ICollectionLog log)
{
    private readonly List<Gap> _gaps = [];

    /// <summary>Adds what takes root.</summary>
    public void NeedsRoot(string subject) => Add(GapKind.NeedsRoot, subject, "needs root", "run as root on the host");

    /// <summary>Adds what a problem kept from being seen.</summary>
    public void Add(string subject, Exception problem, string? remedy = null) =>
        Add(GapKinds.From(problem), subject, problem.Message, remedy);

    /// <summary>Adds one.</summary>
    public void Add(GapKind kind, string subject, string reason, string? remedy = null)
    {
        log.Verbose($"Not seen: {subject}: {reason}");
        lock (_gaps)
        {
            _gaps.Add(
                new Gap
                {
                    Kind = kind,
                    Subject = subject,
                    Reason = reason,
                    Remedy = remedy,
                }
            );
        }
    }

    /// <summary>All, in an order that doesn't depend on timing.</summary>
    public IReadOnlyList<Gap> ToList()
    {
        lock (_gaps)
        {
            return [.. _gaps.OrderBy(gap => gap.Subject, StringComparer.Ordinal)];
        }
    }
}
