using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Advice to be root, which who was root already isn't given.</summary>
/// <param name="IsRoot">Whether the host was read with root's rights.</param>
internal readonly record struct RootWords(bool IsRoot)
{
    /// <summary>That what is missing takes another look.</summary>
    public string Look => IsRoot ? "-Verbose says why it was not seen" : "run as root on the host";

    /// <summary>Those of a host. Only root gets into containers' namespaces, and reads IPsec states.</summary>
    public static RootWords Of(HostSnapshot host) => new(host.ContainerNamespaces.Count > 0 || host.HostNamespace?.XfrmStates is not null);

    /// <summary>"audit it as root while ..."</summary>
    public string Audit(string when) => "audit it " + As(when);

    /// <summary>"as root while ..."</summary>
    public string As(string when) => IsRoot ? when : "as root " + when;
}
