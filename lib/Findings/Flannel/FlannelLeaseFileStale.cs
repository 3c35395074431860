using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// subnet.env, from which dockerd gets --bip, differs from the lease that flanneld holds, or is missing. flanneld gives its link the first
/// address of its lease and then writes the file. If the two differ, the link is right: other hosts send to its lease. Causes are a cleaned
/// /run, or a restarted flanneld that got another lease. flannel#205, #556, kubernetes#70202.
/// </summary>
internal sealed class FlannelLeaseFileStale : FlannelFindingRule
{
    private const string DefaultFile = "/run/flannel/subnet.env";

    public override HostFacts Needs => base.Needs | HostFacts.Networks;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel)
    {
        var ends = flannel.Links.Select(link => (Link: link, End: FlannelState.OwnEnd(link))).Where(pair => pair.End is not null).ToList();
        if (ends.Count != 1 || flannel.Leases.Count > 1 || FlannelUsers.ServesOthers(host, flannel))
        {
            yield break;
        }

        var (link, end) = ends[0];
        var lease = flannel.Leases.SingleOrDefault();
        var bridges = host.Networks!.Where(network =>
                network.Driver == "bridge" && HostQueries.SubnetsOf(network).Any(subnet => subnet.Contains(end!))
            )
            .ToList();
        if (lease?.Subnet is { } written && !written.Contains(end!))
        {
            yield return Disagrees(link, end!, lease, bridges);
        }
        else if (lease is null && !ReadsElsewhere(host))
        {
            yield return Gone(link, end!, bridges);
        }
    }

    private static Finding Disagrees(Link link, Subnet end, FlannelLease lease, List<Network> bridges) =>
        new()
        {
            Severity = bridges.Count > 0 ? Severity.Warning : Severity.Error,
            Subject = new(SubjectKind.Link, link.Name),
            Message =
                (
                    bridges.Count > 0
                        ? $"The next start of dockerd will take the wrong lease: {lease.File.Path} says {lease.Subnet}"
                        : $"Other hosts' packets don't arrive: {lease.File.Path} says {lease.Subnet}"
                ) + $", but {link.Name} has {end.Prefix}, the end of the lease that flanneld holds now.",
            Repair = $"Restart flanneld, which writes {lease.File.Path} again, then restart dockerd with the --bip in that file.",
            Evidence = [EvidenceFactory.Setting(lease.File, "FLANNEL_SUBNET"), EvidenceFactory.Link(link), .. bridges.Select(Subnets)],
        };

    private static Finding Gone(Link link, Subnet end, List<Network> bridges) =>
        new()
        {
            Severity = bridges.Count > 0 ? Severity.Information : Severity.Error,
            Subject = new(SubjectKind.Link, link.Name),
            Message =
                (
                    bridges.Count > 0
                        ? "The next start of dockerd will not find Flannel's lease"
                        : "Containers are not on Flannel, and dockerd can't get its lease"
                ) + $": {DefaultFile} is gone, though {link.Name} has {end.Prefix}.",
            Repair =
                $"Restart flanneld, which writes {DefaultFile}, then restart dockerd with --bip=FLANNEL_SUBNET and "
                + $"--mtu=FLANNEL_MTU.",
            Evidence = [new Evidence(DefaultFile, "not there"), EvidenceFactory.Link(link), .. bridges.Select(Subnets)],
        };

    private static Evidence Subnets(Network network) =>
        EvidenceFactory.Network(network, $"subnet {string.Join(", ", HostQueries.SubnetsOf(network))}");

    /// <summary>
    /// Whether the default file may be absent without a fault. That is so if flanneld has an option for another file, may run in a
    /// container, or wasn't seen. It is also so if no files were read.
    /// </summary>
    private static bool ReadsElsewhere(HostSnapshot host)
    {
        var agents = host.ProcessesNamed("flanneld");
        return agents.Count == 0
            || (host.Files.Count == 0 && host.Resolver is null)
            || agents.Any(agent => agent.Argument("subnet-file") is not null || agent.Argument("networks") is not null)
            || host.RunningContainers()
                .Any(container => HostQueries.ImageName(container.Image).Repository.EndsWith("flannel", StringComparison.Ordinal));
    }
}
