namespace NetAudit.Findings;

/// <summary>
/// Names the rules whose findings are only symptoms of this rule's finding, if both concern the same networks, hosts and containers. One
/// cause is reported once.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ExplainsAttribute(params Type[] rules) : Attribute
{
    /// <summary>The rules whose findings this rule's finding explains.</summary>
    public IReadOnlyList<Type> Rules { get; } = rules;
}
