using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The kernel's table of IPv4 neighbors is full, or nearly. All network namespaces share it, and its limit gc_thresh3 is set in the first
/// one. Beyond the limit no new neighbor resolves ("neighbour: arp_cache: neighbor table overflow!", libnetwork#1522). Since Linux 5.0,
/// permanent entries, such as overlays', don't count.
/// </summary>
internal sealed class NeighborTableNearlyFull : IFindingRule
{
    private const double Nearly = 0.9;
    private const int PermanentIsFreeSince = 5;

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Sysctls;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var limit = SysctlNames.NeighborThreshold("ipv4", 3);
        if (host.Snapshot.HostNamespace.Sysctl(limit) is not (> 0 and var most))
        {
            yield break;
        }

        var countsPermanent = Major(host.Snapshot.Engine?.KernelVersion) < PermanentIsFreeSince;
        var count = Namespaces(host.Snapshot)
            .SelectMany(inside => inside.Neighbors.OrNone())
            .Count(neighbor => !neighbor.Address.Contains(':') && (countsPermanent || neighbor.State is not ("PERMANENT" or "NOARP")));
        if (count >= Nearly * most)
        {
            yield return Found(host.Snapshot, limit, count, most);
        }
    }

    private static Finding Found(HostSnapshot host, string limit, int count, long most)
    {
        var isFull = count >= most;
        var numbers = string.Format(CultureInfo.InvariantCulture, "{0} of {1} entries", count, most);
        return new Finding
        {
            Severity = isFull ? Severity.Error : Severity.Warning,
            Subject = new(SubjectKind.Host, host.Host),
            Message =
                (isFull ? "Packets to new neighbours are lost" : "Packets to new neighbours will soon be lost")
                + $" on this host and in its containers: the kernel's neighbour table has {numbers}, all namespaces together.",
            Repair =
                $"sysctl -w {SysctlNames.NeighborThreshold("ipv4", 1)}={most * 2} "
                + $"{SysctlNames.NeighborThreshold("ipv4", 2)}={most * 4} {limit}={most * 8} # also in /etc/sysctl.d",
            Evidence =
            [
                new Evidence($"sysctl {limit}", most.ToString(CultureInfo.InvariantCulture)),
                new Evidence("ip neigh, in all namespaces", $"{count} entries"),
            ],
        };
    }

    private static IEnumerable<NetworkNamespace> Namespaces(HostSnapshot host) =>
        [host.HostNamespace!, .. host.ContainerNamespaces.Values.Distinct(), .. host.EngineNamespaces.Values];

    private static int Major(string? version) => int.TryParse(version?.Split('.')[0], out var major) ? major : int.MaxValue;
}
