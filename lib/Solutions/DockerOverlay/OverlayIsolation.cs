using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Shows how overlay networks are isolated: each has a VNI and a namespace of its own.</summary>
internal static class OverlayIsolation
{
    public static Isolation? Find(IReadOnlyList<Network> networks, IReadOnlyList<OverlayTunnel> tunnels)
    {
        var apart = tunnels.Where(tunnel => tunnel.Network is not null).GroupBy(tunnel => tunnel.Network!.Name).ToList();
        var declared = networks.Where(network => network.Options.ContainsKey(DockerOverlayDetector.VxlanIds)).ToList();
        if (apart.Count > 1)
        {
            return new Isolation(
                IsolationSchema.Network,
                IsolationSign.NetworkNamespaces,
                Basis.Observed,
                [.. apart.Select(group => EvidenceFactory.LinkIn(group.First().Namespace, group.First().Link))]
            )
            {
                Parts = [.. apart.Select(group => $"{group.Key} {string.Join("/", group.Select(tunnel => tunnel.Vxlan.Vni))}")],
                NotSetUp = [.. declared.Select(network => network.Name).Except(apart.Select(group => group.Key))],
            };
        }

        return declared.Count > 1
            ? new Isolation(
                IsolationSchema.Network,
                IsolationSign.DeclaredNetworks,
                Basis.Declared,
                [
                    .. declared.Select(network =>
                        EvidenceFactory.Network(
                            network,
                            $"{DockerOverlayDetector.VxlanIds}={network.Options[DockerOverlayDetector.VxlanIds]}"
                        )
                    ),
                ]
            )
            {
                Parts = [.. declared.Select(network => network.Name)],
            }
            : new Isolation(
                null,
                IsolationSign.SingleNetwork,
                Basis.Declared,
                [.. networks.Select(network => EvidenceFactory.Network(network, "driver overlay"))]
            );
    }
}
