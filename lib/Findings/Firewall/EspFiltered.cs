using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// This host drops ESP (IP protocol 50), which carries networks encrypted by IPsec. ESP has no port, so opening UDP ports doesn't admit it.
/// Sending ESP admits at most the answers, so packets that the other host sends first are lost. docker/docs#8640.
/// </summary>
[Explains(typeof(PathCarriesLess))]
internal sealed class EspFiltered : FilteredTrafficRule
{
    /// <inheritdoc />
    protected override string Loss(string peers) => $"Encrypted networks don't cross between this host and {peers}";

    /// <inheritdoc />
    protected override IReadOnlyList<string> Networks(Footprint footprint) =>
        [.. Encrypted(footprint).Select(channel => (channel.Subject as NetworkChannel)?.Network).OfType<string>()];

    /// <inheritdoc />
    protected override IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint)
    {
        var encrypted = Encrypted(footprint);
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

    private static List<Channel> Encrypted(Footprint footprint) =>
        [.. footprint.Channels.OrNone().Where(channel => channel.Scheme == EncryptionScheme.IPsec && channel.CarriesData)];
}
