using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// An overlay network's IPv4 subnet has no free address left, or fewer than 5%. The gateway, each node's load balancer, each service, and
/// each task or container take one; the first and last address can't be used. New tasks then stay pending, or a service gets no virtual IP
/// (moby#43052, #37338). From API 1.52 on, the engine counts the addresses itself.
/// </summary>
[Explains(typeof(ContainerStartFailed), typeof(RejectedTask), typeof(LoadBalancerMissing))]
internal sealed class AddressesUsedUp : OverlayFindingRule
{
    /// <summary>
    /// A subnet is nearly full if less than one in this many addresses is free. A tiny subnet is reported only when it is full.
    /// </summary>
    private const int NearlyFull = 20;

    private const int Tiny = 16;

    private const int Broad = 16;

    private const int Usual = 24;

    /// <summary>How many bits shorter the recommended prefix is: sixteen times as many addresses.</summary>
    private const int Wider = 4;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        var subnets = HostQueries
            .SubnetsOf(view.Network)
            .Where(subnet => subnet.Family == 4 && subnet.Length is > Broad and <= 30)
            .ToList();
        foreach (var subnet in subnets)
        {
            var count = Count(view, subnet);
            if (count.Left <= 0)
            {
                yield return Full(view, subnet, count);
            }
            else if (count.Size >= Tiny && count.Left * NearlyFull < count.Size)
            {
                yield return Near(view, subnet, count);
            }
        }
    }

    private static Finding Full(OverlayView view, Subnet subnet, AddressCount count)
    {
        var waiting = (view.Host.Engine?.Services)
            .OrNone()
            .Where(service => service.EndpointMode is null or "vip" && service.VirtualAddresses.Count == 0)
            .Select(service => service.Name ?? service.Id)
            .ToList();
        return Found(
            Severity.Error,
            Subject(view),
            $"Network {view.Network.Name} has no address left: {count.Used} of {count.Size} in {subnet} are used ({count.Words}), so no "
                + "task, service or node can join it.",
            Larger(view, subnet),
            [
                EvidenceFactory.Network(view.Network, $"IPAM.Config.Subnet {subnet}; {count.Words}"),
                .. waiting.Take(2).Select(name => EvidenceFactory.Engine($"docker service inspect {name}", "no virtual IP")),
            ]
        ) with
        {
            Scope = new() { Networks = [view.Network.Name], Errors = [EngineErrorKind.NoAddress] },
        };
    }

    private static Finding Near(OverlayView view, Subnet subnet, AddressCount count) =>
        Found(
            Severity.Warning,
            Subject(view),
            $"Network {view.Network.Name} runs out of addresses: {count.Used} of {count.Size} in {subnet} are used ({count.Words}); tasks "
                + "that are replaced need one more each.",
            Larger(view, subnet),
            EvidenceFactory.Network(view.Network, $"IPAM.Config.Subnet {subnet}; {count.Words}")
        );

    /// <summary>A network can be removed only when nothing uses it: services move by an update, other containers one by one.</summary>
    private static ShellText Larger(OverlayView view, Subnet subnet)
    {
        var network = view.Network;
        var free = new FreeBlocks(view.Host).Range(network, Math.Min(Math.Max(subnet.Length - Wider, Broad), Usual));
        var change = new NetworkChange { Range = free.Word };
        if (network.Ingress)
        {
            return $"{NetworkCommand.Recreate(network, change)} # on a manager, after removing the services with published ports; "
                + $"{free.Note}";
        }

        var larger = $"{network.Name}-2";
        var containers = network.Attachable
            ? (ShellText)(
                $"for each other container: docker network connect {larger} CONTAINER && docker network disconnect "
                + $"{network.Name} CONTAINER; "
            )
            : $"";
        return $"{NetworkCommand.Create(network, larger, change)} # on a manager; {free.Note}; then for each service: docker service "
            + $"update --network-add {larger} --network-rm {network.Name} SERVICE; {containers}last: docker network rm {network.Name}";
    }

    private static AddressCount Count(OverlayView view, Subnet subnet)
    {
        var size = (1L << (32 - subnet.Length)) - 2;
        var pool = view.Network.Pools!.First(one => subnet.Equals(Subnet.Parse(one.Subnet)));
        if (pool is { AddressesInUse: { } used, AddressesAvailable: { } left })
        {
            return new(size, size - left, $"the engine counts {used}");
        }

        bool IsInside(string address) => Subnet.Parse(address) is { } parsed && subnet.Contains(parsed);
        var holders = OverlayAddresses.Find(view).Where(holder => IsInside(holder.Address)).ToList();
        var named = new HashSet<string>(holders.Select(holder => holder.Address));
        var others = OverlayAddresses.Beyond(view).Where(IsInside).Where(address => !named.Contains(address)).Distinct().Count();

        // Each other node has a load balancer. The kernel lists them only if the network's namespace was read, so peers count too.
        var balancers = Math.Max(others, view.Network.Ingress ? 0 : view.RemotePeers.Count);
        string Kind(AddressHolderKind kind, string word) =>
            Counted.Say(holders.Where(holder => holder.Kind == kind).Select(holder => holder.Address).Distinct().Count(), word);
        return new(
            size,
            named.Count + balancers,
            string.Join(
                ", ",
                [
                    Kind(AddressHolderKind.Gateway, "gateway"),
                    Kind(AddressHolderKind.Service, "virtual IP"),
                    Kind(AddressHolderKind.Container, "container"),
                    Kind(AddressHolderKind.LoadBalancer, "load balancer") + " here",
                    Counted.Say(balancers, "load balancer") + " of other nodes",
                ]
            )
        );
    }

    /// <summary>How many addresses there are, and how many are used.</summary>
    private sealed record AddressCount(long Size, long Used, string Words)
    {
        public long Left => Size - Used;
    }
}
