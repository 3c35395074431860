using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A network's load balancer namespace (lb_ID, ingress_sbox) is missing on this node. Names of services resolve to virtual IPs at which
/// nothing answers. From 18.09 on, engines create one on each node per overlay network of a swarm.
/// </summary>
internal sealed class LoadBalancerMissing : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        var services = view
            .Network.Tasks.OrNone()
            .Where(task => Subnet.Parse(task.VirtualIP) is not null)
            .Select(task => task.Service)
            .Distinct()
            .ToList();
        var name = OverlayNamespace.LoadBalancerOf(view.Network);
        var isOld = EngineVersion.Parse(host.Snapshot.Engine?.Version) is not { } version || version.IsBefore(18, 9, 0);
        if (
            isOld
            || view.Standing is null
            || view.Local.Count == 0
            || services.Count == 0
            || host.Snapshot.EngineNamespaces.ContainsKey(name)
        )
        {
            yield break;
        }

        yield return Found(
            Severity.Warning,
            Subject(view),
            $"On this host the virtual IPs of {TruncatedList.Join(services)} on network {view.Network.Name} lead nowhere: the network's "
                + $"load balancer {name} isn't there.",
            $"systemctl restart docker # sets it up again; until then, containers reach the tasks by the name " + $"tasks.SERVICE",
            new Evidence("ls /run/docker/netns", $"no {name}"),
            EvidenceFactory.Network(view.Network, $"services with a VIP: {services.Count}")
        );
    }
}
