using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Two hosts have the same Flannel lease: the store was restored or emptied, or both hosts announced the same public address. Other hosts
/// send to one of the two, and each of the two keeps packets that are meant for the other's containers. flannel#1289, #805.
/// </summary>
internal sealed class SameLease : SolutionClusterRule
{
    protected override string Solution => SolutionIds.Flannel;

    /// <summary>Whether two hosts have a lease in common.</summary>
    public static bool Share(HostDigest one, HostDigest other) => Common(one, other).Any();

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        var leases = hosts.SelectMany(host => host.Flannel!.Leases.Select(lease => (Host: host, Lease: lease)));
        foreach (var lease in leases.GroupBy(pair => pair.Lease).Where(lease => lease.Count() > 1))
        {
            var holders = lease.Select(pair => pair.Host).ToList();
            var names = string.Join(" and ", holders.Select(host => host.Host));
            yield return new ClusterFinding(
                new()
                {
                    Severity = Severity.Error,
                    Subject = new(Findings.SubjectKind.Host, names),
                    Message =
                        $"{names} both have Flannel's lease {lease.Key}: other hosts reach the containers of one of them, and the "
                        + "two don't reach each other's.",
                    Repair = Repair(lease.Key, holders[0].Flannel!),
                    Evidence = [.. holders.Select(host => On(host, "/run/flannel/subnet.env", $"FLANNEL_SUBNET in {lease.Key}"))],
                },
                [.. holders.Select(host => host.Host)]
            );
        }
    }

    private static ShellText Repair(Subnet lease, FlannelDigest flannel)
    {
        var endpoints = flannel.Store is { } store ? (ShellText)$" --endpoints {store.Endpoints}" : $"";
        var prefix = flannel.Store?.Prefix is { Length: > 0 } own ? own.TrimEnd('/') : FlannelStore.DefaultPrefix;
        var key = $"{prefix}/subnets/{lease.Prefix}-{lease.Length}";
        return $"etcdctl{endpoints} get {key} # shows the address of the host that keeps the lease (PublicIP); with "
            + $"ETCDCTL_API=2 for a flanneld that uses etcd's API 2\n"
            + $"# On the other host: stop dockerd and flanneld, rm /run/flannel/subnet.env, ip link del flannel.1, start flanneld (it "
            + $"takes a free lease), then dockerd with --bip of the new FLANNEL_SUBNET. Delete nothing in the store: flanneld stops when "
            + $"its lease is deleted. If both announce one address, start flanneld with --iface.";
    }

    private static IEnumerable<Subnet> Common(HostDigest one, HostDigest other) =>
        one.Flannel is null || other.Flannel is null ? [] : one.Flannel.Leases.Intersect(other.Flannel.Leases);
}
