namespace NetAudit.Snapshots;

/// <summary>A check for which nothing could be sent, and why.</summary>
/// <param name="Check">The check.</param>
/// <param name="Solution">The id of the solution that the check is for.</param>
/// <param name="Reason">Why nothing was sent.</param>
public sealed record ProbeOmission(ProbeCheck Check, string Solution, ProbeOmissionReason Reason);

/// <summary>Why nothing was sent for a check.</summary>
public enum ProbeOmissionReason
{
    /// <summary>No container on this host can send: none is on the network, none takes part, or their namespaces aren't known.</summary>
    NoSender,

    /// <summary>No target is known.</summary>
    NoTarget,
}
