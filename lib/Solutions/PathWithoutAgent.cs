namespace NetAudit.Solutions;

/// <summary>What becomes of packets to other hosts once a solution's agent is gone.</summary>
public enum PathWithoutAgent
{
    /// <summary>It is unknown, or there is no agent.</summary>
    Unknown,

    /// <summary>The kernel carries them on, by what the agent last set up.</summary>
    FlowsOn,

    /// <summary>The agent carried them itself: they are lost at once.</summary>
    Gone,
}
