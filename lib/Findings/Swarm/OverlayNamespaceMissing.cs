using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The namespace of an overlay network (N-ID, with its bridge and VXLAN link) is missing, though containers here run on the network. Their
/// vNICs lead nowhere. An engine restarted over live containers, or a cleanup script, removed it. The rule reports it only if other
/// namespaces of the engine were seen.
/// </summary>
internal sealed class OverlayNamespaceMissing : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        var sure = host.Snapshot.EngineNamespaces.Keys.Any(name =>
            OverlayNamespace.IdIn(name) is not null || name == OverlayNamespace.IngressSandbox
        );

        // A container whose vNIC was seen ran when the namespaces were read; another may have started since.
        var local = view.Local.Where(one => host.Snapshot.NamespaceOf(one.Container).LinkOf(one.Endpoint) is not null).ToList();
        if (view.Standing is not null || local.Count == 0 || !sure)
        {
            yield break;
        }

        var names = TruncatedList.Join(local.Select(one => one.Container.Name));
        yield return Found(
                Severity.Warning,
                Subject(view),
                $"{names} run on network {view.Network.Name}, but its namespace {OverlayNamespace.FirstOf(view.Network)} with the bridge "
                    + "and the VXLAN link isn't there: nothing crosses it from this host.",
                $"docker restart {ShellText.Words(" ", local.Take(3).Select(one => one.Container.Name))} # sets the namespace "
                    + $"up again",
                [
                    new Evidence(
                        "ls /run/docker/netns",
                        string.Join(", ", host.Snapshot.EngineNamespaces.Keys.OrderBy(name => name, StringComparer.Ordinal).Take(12))
                    ),
                    .. local
                        .Take(2)
                        .Select(one =>
                            EvidenceFactory.Container(one.Container, $"running, {view.Network.Name}: {one.Endpoint.IPv4Address}")
                        ),
                ]
            )
            .Because($"the namespace of network {view.Network.Name} isn't there on this host");
    }
}
