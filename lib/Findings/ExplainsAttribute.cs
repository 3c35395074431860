namespace NetAudit.Findings;

/// <summary>
/// Names rules whose findings only show what this rule's finding causes, where both concern the same networks, hosts and containers: one
/// cause is reported once.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ExplainsAttribute(params Type[] rules) : Attribute
{
    /// <summary>The rules.</summary>
    public IReadOnlyList<Type> Rules { get; } = rules;
}
