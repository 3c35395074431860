using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Tells which facts a host can have at all. A rule that needs Weave's report has nothing to look at on a host without Weave: that is no
/// look that was missed.
/// </summary>
internal static class HostFactsThere
{
    /// <summary>Whether the host has what the fact is about, as far as is known.</summary>
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
