using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Two services, tasks or containers on an overlay network have the same address. Packets for one reach the other, or alternate between
/// them (moby#33795, swarmkit#2468).
/// </summary>
internal sealed class DuplicateAddress : OverlayFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view) =>
        from holder in OverlayAddresses.Find(view)
        group holder by holder.Address into holders
        let distinct = holders.GroupBy(Identity).Select(same => same.First()).ToList()
        where distinct.Count > 1
        select Describe(view, holders.Key, distinct);

    private static Finding Describe(OverlayView view, string address, IReadOnlyList<AddressHolder> holders) =>
        Found(
            Severity.Error,
            Subject(view),
            $"On network {view.Network.Name}, {TruncatedList.Join(holders.Select(Describe), " and ")} have the same "
                + $"address {address}: connections to one reach the other, or fail.",
            Repair(view, address, holders),
            [.. holders.Take(4).Select(holder => holder.Evidence)]
        );

    private static ShellText Repair(OverlayView view, string address, IReadOnlyList<AddressHolder> holders)
    {
        var container = holders.FirstOrDefault(holder => holder.Kind == AddressHolderKind.Container);
        var service = holders.FirstOrDefault(holder => holder.Kind == AddressHolderKind.Service);
        ShellText? other =
            service is null || IsPublished(view, service.Name)
                ? null
                : (ShellText)(
                    $"docker service update --endpoint-mode dnsrr {service.Name} && docker service update --endpoint-mode "
                    + $"vip {service.Name}"
                );
        return (container, other) switch
        {
            (null, null) => $"Remove one of them and create it again.",
            (null, _) => $"{other} # gives the service another address",
            _ => $"docker network disconnect {view.Network.Name} {container.Name} && docker network connect {view.Network.Name} "
                + $"{container.Name} # {Where(container)}gives it another address (repeat its --alias); "
                + $"{address} may be given out again until the leader's engine is restarted; for a service's task: docker "
                + $"service update --force SERVICE{(other is null ? null : (ShellText)$"; or give the service another address: {other}")}",
        };
    }

    /// <summary>A service with ports in the routing mesh needs its virtual IP, so it can't change to dnsrr.</summary>
    private static bool IsPublished(OverlayView view, string service) =>
        (view.Host.Engine?.Services).OrNone().Any(one => one.Name == service && one.Ports.OrNone().Any(port => port.Mode == "ingress"));

    private static ShellText? Where(AddressHolder container) => container.Host is null ? null : (ShellText)$"on {container.Host}; ";

    private static string Describe(AddressHolder holder) =>
        holder.Kind switch
        {
            AddressHolderKind.Service => $"service {holder.Name} (virtual IP)",
            AddressHolderKind.Container => holder.Host is null ? $"container {holder.Name}" : $"container {holder.Name} on {holder.Host}",
            AddressHolderKind.LoadBalancer => $"load balancer {holder.Name}",
            _ => holder.Name,
        };

    /// <summary>
    /// The network's endpoints and its task table may both list a container or load balancer; the name shows that it is the same one.
    /// </summary>
    private static (bool IsService, string Name) Identity(AddressHolder holder) => (holder.Kind == AddressHolderKind.Service, holder.Name);
}
