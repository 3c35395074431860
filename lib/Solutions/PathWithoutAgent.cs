namespace NetAudit.Solutions;

/// <summary>The fate of packets to other hosts once a solution's agent is gone.</summary>
public enum PathWithoutAgent
{
    /// <summary>It is unknown, or there is no agent.</summary>
    Unknown,

    /// <summary>The kernel still carries them, by the agent's last setup.</summary>
    FlowsOn,

    /// <summary>The agent carried them itself: they are lost at once.</summary>
    Gone,
}
