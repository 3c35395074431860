using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Whether a host was read with root's rights.</summary>
internal static class RootRights
{
    /// <summary>Whether anything was seen that only root can see: containers' namespaces from inside, or IPsec states.</summary>
    public static bool AreSeen(HostSnapshot host) => host.ContainerNamespaces.Count > 0 || host.HostNamespace?.XfrmStates is not null;
}
