namespace NetAudit.Model;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Good to know; nothing is wrong.</summary>
    Information,

    /// <summary>Something will break, or works only in part.</summary>
    Warning,

    /// <summary>Something doesn't work, or isn't safe, now.</summary>
    Error,
}
