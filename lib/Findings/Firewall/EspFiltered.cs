using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Networks that are encrypted by IPsec cross as ESP, IP protocol 50, which has no port: opening UDP ports doesn't let it in. What this
/// host sends opens the way for answers at most, so what others begin is lost. docker/docs#8640.
/// </summary>
internal sealed class EspFiltered : FilteredTrafficRule
{
    /// <inheritdoc />
    protected override string Loss(string peers) => $"Encrypted networks don't cross between this host and {peers}";

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        var encrypted = (footprint.Channels ?? [])
            .Where(channel => channel.Scheme == EncryptionScheme.IPsec && channel.CarriesData)
            .ToList();
        if (encrypted.Count == 0)
        {
            yield break;
        }

        var networks = encrypted.Select(channel => (channel.Subject as NetworkChannel)?.Network).OfType<string>().ToList();
        var hosts = encrypted.Select(channel => (channel.Subject as PeerConnection)?.Host).OfType<string>().ToList();
        var paths = UnderlayPaths
            .Find(host.Snapshot, footprint)
            .Where(path => path.Network is null ? hosts.Count == 0 || hosts.Contains(path.Peer) : networks.Contains(path.Network))
            .GroupBy(path => path.Peer)
            .Select(group => group.First());
        yield return new(new NeededTraffic(IPProtocol.Esp, null, "ESP (IP protocol 50)"), [.. paths]);
    }
}
