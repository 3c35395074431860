using NetAudit.Snapshots;

namespace NetAudit.Topology;

/// <summary>Finds the host, among those read, that has an address or name, and the link with it.</summary>
internal sealed class HostAddresses
{
    private readonly Dictionary<string, (string Host, string Node)> _known = [];
    private readonly HashSet<string> _ambiguous = [];

    public HostAddresses(IReadOnlyList<HostDrawing> hosts)
    {
        foreach (var host in hosts)
        {
            var self = TopologyIds.Host(host.Host);
            foreach (var link in host.Snapshot.HostLinks().Where(link => !host.Bridges.ContainsKey(link.Name) && !link.IsLoopback))
            {
                var node = TopologyIds.Link(host.Host, link.Name);
                foreach (var address in link.Addresses.Where(address => !HostQueries.IsLinkLocal(address.Address)))
                {
                    Add(address.Address, host.Host, host.Has(node) ? node : self);
                }
            }

            string?[] names =
            [
                host.Host,
                host.Snapshot.Engine?.HostName,
                host.Snapshot.Weave?.NickName,
                host.Snapshot.Weave?.PeerName,
                host.Snapshot.Engine?.Swarm?.NodeAddress,
            ];
            foreach (var name in names.Where(name => name is { Length: > 0 }))
            {
                Add(name!, host.Host, self);
            }
        }
    }

    /// <summary>The host that has it, and the node of its link; null if no host that was read has it, or several do.</summary>
    public (string Host, string Node)? Find(string? name) =>
        name is not null && !_ambiguous.Contains(name) && _known.TryGetValue(name, out var found) ? found : null;

    private void Add(string name, string host, string node)
    {
        if (!_known.TryGetValue(name, out var other))
        {
            _known.Add(name, (host, node));
        }
        else if (other.Host != host)
        {
            _ambiguous.Add(name);
        }
    }
}
