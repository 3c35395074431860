using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>The base of all rules, whatever their subject: it builds findings.</summary>
internal abstract class FindingRule : IFindingRule
{
    /// <inheritdoc />
    public abstract HostFacts Needs { get; }

    /// <inheritdoc />
    public abstract IEnumerable<Finding> Find(HostContext host);

    /// <summary>Builds a finding. Rules about a solution fill in its name.</summary>
    protected static Finding Found(
        Severity severity,
        FindingSubject subject,
        string message,
        ShellText repair,
        params IReadOnlyList<Evidence> evidence
    ) =>
        new()
        {
            Severity = severity,
            Subject = subject,
            Message = message,
            Repair = repair,
            Evidence = evidence,
        };
}
