using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The swarm's data path port isn't 4789, and the engine is older than 23.0.7 (24.0: than 24.0.3), so an encrypted network carries nothing.
/// The engine's IPsec policies cover UDP 4789 only. Packets leave unencrypted, and the other end drops them all (moby#45636).
/// </summary>
[Explains(typeof(EncryptionNotInForce))]
internal sealed class EncryptedOtherPort : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.Engine;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        if (!view.IsEncrypted || OverlayEncryption.CanUsePort(view) || (view.Local.Count == 0 && view.RemoteHosts.Count == 0))
        {
            yield break;
        }

        var version = host.Snapshot.Engine!.Version;
        yield return Found(
                Severity.Error,
                Subject(view),
                $"Nothing crosses the encrypted network {view.Network.Name} between hosts: the swarm's data path port is {view.Port}, and "
                    + $"engine {version} encrypts UDP {OverlayView.UsualPort} only, so its packets stay unencrypted and are dropped at the "
                    + "other end.",
                $"Upgrade the engines of all nodes to 23.0.7, 24.0.3 or later, or recreate the swarm without --data-path-port.",
                [
                    EvidenceFactory.Info($"Swarm.Cluster.DataPathPort {view.Port}"),
                    EvidenceFactory.Engine($"docker version", $"Server {version}"),
                    EvidenceFactory.Network(view.Network, "option encrypted"),
                ]
            )
            .Because(
                $"engine {version} doesn't encrypt UDP {view.Port}, and the other end drops unencrypted packets",
                new() { Networks = [view.Network.Name], IsOfEncryption = true }
            );
    }
}
