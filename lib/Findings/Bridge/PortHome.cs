using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A network that a container with a published port is on.</summary>
/// <param name="Bridge">The network.</param>
/// <param name="Member">The container on it.</param>
internal sealed record PortHome(BridgeNetwork Bridge, BridgeMember Member);

/// <summary>Why a published port doesn't lead to its container.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What repairs it; null for what repairs most.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record BrokenPort(string Reason, ShellText? Remedy, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; } = Severity.Error;
}
