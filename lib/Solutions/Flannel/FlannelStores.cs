using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Finds the store of flanneld's leases, and whether the connection uses TLS: from its flags, else from its connections.</summary>
internal static class FlannelStores
{
    public static IReadOnlyList<Store>? Find(HostSnapshot host, IReadOnlyList<HostProcess> agents)
    {
        var stores = new List<Store>();
        foreach (var agent in agents)
        {
            if (agent.Argument("kube-subnet-mgr") is { } kube && kube != "false")
            {
                stores.Add(new Store(Store.KubernetesApi, null, Basis.Declared, [EvidenceFactory.Process(agent)]));
            }
            else if (agent.Argument("etcd-endpoints") is { Length: > 0 } endpoints)
            {
                var connections = Attachments.ConnectionsTo(host, endpoints, "flanneld");
                stores.Add(
                    new Store(
                        Store.Etcd,
                        endpoints,
                        connections.Count > 0 ? Basis.Observed : Basis.Declared,
                        [EvidenceFactory.Process(agent), .. connections]
                    )
                );
            }
            else if (
                (host.HostNamespace?.Connections)
                    .OrNone()
                    .FirstOrDefault(socket => socket.Pid == agent.Pid && socket.RemotePort is 2379 or 4001) is
                { } connection
            )
            {
                stores.Add(
                    new Store(
                        Store.Etcd,
                        $"{connection.RemoteAddress}:{connection.RemotePort}",
                        Basis.Observed,
                        [EvidenceFactory.Connection(connection)]
                    )
                );
            }
        }

        return stores.Count == 0 ? null : stores;
    }

    /// <summary>
    /// The connection from flanneld to etcd: TLS if its certificate flags or an https endpoint show it. It never covers the data path.
    /// </summary>
    public static Channel? Control(IReadOnlyList<HostProcess> agents)
    {
        var agent = agents.FirstOrDefault(process => process.Argument("kube-subnet-mgr") is null or "false");
        if (agent is null)
        {
            return null;
        }

        var subject = new StoreConnection("flanneld", "etcd");
        var tls =
            agent.Argument("etcd-endpoints")?.Contains("https://") == true
            || new[] { "etcd-cafile", "etcd-certfile", "etcd-keyfile" }.Any(flag => agent.Argument(flag) is { Length: > 0 });
        return tls
                ? new Channel(subject, EncryptionScheme.Tls, Basis.Declared, [EvidenceFactory.Process(agent)])
                {
                    Sign = new(ChannelSignKind.CertificateFlags),
                }
            : agent.Argument("etcd-endpoints") is null ? null
            : new Channel(subject, EncryptionScheme.None, Basis.Declared, [EvidenceFactory.Process(agent)])
            {
                Sign = new(ChannelSignKind.PlainHttp),
            };
    }
}
