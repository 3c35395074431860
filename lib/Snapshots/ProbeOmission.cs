namespace NetAudit.Snapshots;

/// <summary>A check for which nothing could be sent, and why.</summary>
/// <param name="Check">The check.</param>
/// <param name="Solution">The id of the solution that it would have been made for.</param>
/// <param name="Reason">Why nothing was sent.</param>
public sealed record ProbeOmission(ProbeCheck Check, string Solution, ProbeOmissionReason Reason);

/// <summary>Why nothing was sent for a check.</summary>
public enum ProbeOmissionReason
{
    /// <summary>No container of this host can send: none is on it, or takes part, or its namespace isn't known.</summary>
    NoSender,

    /// <summary>Nothing is known that could be sent to.</summary>
    NoTarget,
}
