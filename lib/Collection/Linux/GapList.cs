using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>Gaps in what was seen, gathered by steps that run at the same time.</summary>
internal sealed class GapList(ICollectionLog log)
{
    private readonly List<Gap> _gaps = [];

    /// <summary>Adds a gap for a read that the kernel refused, with the right that it needs.</summary>
    public void Refused(string subject, Capability needed)
    {
        var right = MissingRight.OfThisThread(needed);
        Add(right.Kind, subject, right.Reason, right.Remedy);
    }

    /// <summary>Adds a gap for a fact that a problem kept from being seen.</summary>
    public void Add(string subject, Exception problem, string? remedy = null) =>
        Add(GapKinds.From(problem), subject, problem.Message, remedy);

    /// <summary>Adds a gap for a fact that a problem, perhaps a missing right, kept from being seen.</summary>
    public void Add(string subject, Exception problem, Capability needed)
    {
        if (GapKinds.From(problem) == GapKind.NeedsRoot)
        {
            Refused(subject, needed);
        }
        else
        {
            Add(subject, problem);
        }
    }

    /// <summary>Adds a gap, unless the list has it.</summary>
    public void Add(GapKind kind, string subject, string reason, string? remedy = null)
    {
        var gap = new Gap
        {
            Kind = kind,
            Subject = subject,
            Reason = reason,
            Remedy = remedy,
        };
        lock (_gaps)
        {
            if (_gaps.Contains(gap))
            {
                return;
            }

            _gaps.Add(gap);
        }

        log.Verbose($"Not seen: {subject}: {reason}");
    }

    /// <summary>All gaps, in an order that doesn't depend on timing.</summary>
    public IReadOnlyList<Gap> ToList()
    {
        lock (_gaps)
        {
            return [.. _gaps.OrderBy(gap => gap.Subject, StringComparer.Ordinal)];
        }
    }
}
