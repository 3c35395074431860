using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Decides which facts a host can have at all. On a host without Weave, a rule that needs Weave's report doesn't count as a missed check.
/// </summary>
internal static class HostFactsThere
{
    /// <summary>Whether the host has the subject of the fact, as far as is known.</summary>
    public static bool IsThere(HostContext host, HostFacts fact) =>
        fact switch
        {
            HostFacts.WeaveReport => host.Find("Weave") is not null,
            HostFacts.EngineNamespaces => host.Find("DockerOverlay") is not null,
            HostFacts.SwarmNodes or HostFacts.SwarmServices => host.Snapshot.Engine?.Swarm?.LocalNodeState is not (null or "inactive"),
            HostFacts.ContainerNamespaces => host.Snapshot.RunningContainers().Any(container => container.NetworkMode is not "host"),
            _ => true,
        };
}
