using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A network that a container with a published port is on.</summary>
/// <param name="Bridge">The network.</param>
/// <param name="Member">The container on it.</param>
internal sealed record PortHome(BridgeNetwork Bridge, BridgeMember Member);

/// <summary>Why a published port doesn't lead to its container.</summary>
/// <param name="Reason">The reason, as a clause.</param>
/// <param name="Remedy">The repair; null for the usual one.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record BrokenPort(string Reason, ShellText? Remedy, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The rules or policies that drop its packets; empty if none does.</summary>
    public IReadOnlyList<FirewallDecision> DecidedBy { get; init; } = [];

    /// <summary>The severity of the finding.</summary>
    public Severity Severity { get; init; } = Severity.Error;
}
