using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds the store of Calico's state: from the agent's environment and files, confd's arguments, and established connections.
/// </summary>
internal static class CalicoStores
{
    private static readonly string[] Variables = ["ETCD_ENDPOINTS", "ETCD_AUTHORITY", "FELIX_ETCDADDR", "FELIX_ETCDENDPOINTS"];
    private static readonly string[] Agents = ["calico-felix", "confd", "calico-node", "libnetwork-plugin"];

    public static IReadOnlyList<Store>? Find(HostSnapshot host, IEnumerable<Container> nodes)
    {
        var connections = (host.HostNamespace?.Connections)
            .OrNone()
            .Where(socket => socket.Process is { } process && Agents.Contains(process) && socket.RemotePort is 2379 or 4001)
            .ToList();
        var live = connections.Take(2).Select(EvidenceFactory.Connection).ToList();
        foreach (var node in nodes)
        {
            var environment = node.Environment.OrNone();
            if (environment.FirstOrDefault(variable => variable is { Name: "DATASTORE_TYPE", Value: "kubernetes" }) is { } datastore)
            {
                return
                [
                    new Store(
                        Store.KubernetesApi,
                        null,
                        Basis.Declared,
                        [EvidenceFactory.Container(node, $"{datastore.Name}={datastore.Value}")]
                    ),
                ];
            }

            if (environment.FirstOrDefault(variable => Variables.Contains(variable.Name) && variable.Value is { Length: > 0 }) is { } etcd)
            {
                return
                [
                    new Store(
                        Store.Etcd,
                        etcd.Value,
                        live.Count > 0 ? Basis.Observed : Basis.Declared,
                        [EvidenceFactory.Container(node, $"{etcd.Name}={etcd.Value}"), .. live]
                    ),
                ];
            }
        }

        if (connections.Count > 0)
        {
            return [new Store(Store.Etcd, $"{connections[0].RemoteAddress}:{connections[0].RemotePort}", Basis.Observed, live)];
        }

        var confd = host.ProcessesNamed("confd").FirstOrDefault(process => process.Argument("node") is { Length: > 0 });
        var file = host.Files.FirstOrDefault(candidate =>
            candidate.Settings.ContainsKey("etcdEndpoints") || candidate.Settings.ContainsKey("spec.etcdEndpoints")
        );
        return confd is not null ? [new Store(Store.Etcd, confd.Argument("node"), Basis.Declared, [EvidenceFactory.Process(confd)])]
            : file is not null
                ?
                [
                    new Store(
                        Store.Etcd,
                        null,
                        Basis.Declared,
                        [EvidenceFactory.Setting(file, file.Settings.ContainsKey("etcdEndpoints") ? "etcdEndpoints" : "spec.etcdEndpoints")]
                    ),
                ]
            : null;
    }
}
