using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Detects Flannel by its lease, agent, links, routes and rules on the host, as the engine's API shows nothing of it. If the agent stopped,
/// links and routes stay and traffic still flows.
/// </summary>
internal sealed class FlannelDetector : ISolutionDetector
{
    public string Solution => SolutionIds.Flannel;

    public string LooksFor =>
        "Flannel: a flanneld process or container, /run/flannel/subnet.env, links flannel.N, flannel0 or flannel-wg, its firewall rules";

    public bool IsToldByEngine => false;

    public Footprint? Detect(HostSnapshot host)
    {
        if (FlannelTraces.Find(host) is not { } traces)
        {
            return null;
        }

        var (leases, links, agentRuns) = (traces.Leases, traces.Links, traces.AgentRuns);
        var ways = FlannelRoutes.Find(host, leases, links);
        var networks = host
            .Networks.OrNone()
            .Where(network =>
                network.Driver == "bridge" && HostQueries.SubnetsOf(network).Any(subnet => leases.Any(lease => lease.Subnet == subnet))
            )
            .ToList();
        var attachments = Attachments.ByEndpoint(host, networks);
        var own = leases.Select(lease => lease.Subnet).OfType<Subnet>();
        var remotes = RemoteAddresses.Behind(host, ways.Select(way => (way.Route, way.Model)), [.. own], attachments);
        var stands = links.Count > 0 || ways.Count > 0 || networks.Count > 0;
        var agentUnknown = host.Processes is null && !agentRuns;
        return new Footprint
        {
            Solution = Solution,
            Backend = FlannelRoutes.Backend(host, links, ways),
            Version = traces.Images.Select(container => HostQueries.ImageName(container.Image).Tag).FirstOrDefault(),
            State =
                agentRuns || (agentUnknown && stands) ? Attachments.StateOf(host, attachments, leases.Count > 0)
                : stands ? SolutionState.Stopped
                : SolutionState.Leftover,
            WithoutAgent =
                ways.Any(way => !FlannelLinks.CarriedByAgent(way.Model)) ? PathWithoutAgent.FlowsOn
                : host.HostNamespace is { Links: not null, Routes: not null } ? PathWithoutAgent.Gone
                : PathWithoutAgent.Unknown,
            Confidence = agentRuns || leases.Count > 0 ? Confidence.High : Confidence.Medium,
            Evidence = traces.CollectEvidence(host, networks),
            Networks = networks,
            Subnets =
            [
                .. leases
                    .Where(lease => lease.Subnet is not null)
                    .Select(lease => new OwnedSubnet(
                        lease.Subnet!,
                        new(SubnetOwnerKind.HostLease, "FLANNEL_SUBNET"),
                        EvidenceFactory.Setting(lease.File, "FLANNEL_SUBNET")
                    )),
            ],
            Attachments = attachments,
            OwnLinks = [.. links.Select(link => link.Name)],
            Carriers = FlannelDataPath.Carriers(links, ways),
            Channels = FlannelDataPath.Channels(host, traces.Agents, ways, links),
            Stores = FlannelStores.Find(host, traces.Agents),
            Peers = FlannelDataPath.Peers(host, ways),
            Remotes = remotes,
            Isolation = FlannelRules.Isolation(host, ways, traces.Rules),
            Protocols = FlannelRules.Protocols(host, traces.Rules, attachments, remotes),
        };
    }
}
