using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>What all rules share, whatever they are about: how a finding is made.</summary>
internal abstract class FindingRule : IFindingRule
{
    /// <inheritdoc />
    public abstract HostFacts Needs { get; }

    /// <inheritdoc />
    public abstract IEnumerable<Finding> Find(HostContext host);

    /// <summary>A finding; a rule of a solution fills its solution in.</summary>
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
