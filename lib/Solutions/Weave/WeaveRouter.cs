using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// Finds the data path and encryption of a running Weave router per connection, from its report, else from the host's links.
/// </summary>
internal static class WeaveRouter
{
    private const string Dns = "WeaveDNS";

    public static string? Backend(HostSnapshot host)
    {
        var overlays = Established(host)
            .Select(connection => connection.Overlay)
            .OfType<string>()
            .Distinct()
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToList();
        return overlays.Count > 0 ? string.Join("+", overlays) : Mode(host)?.Name;
    }

    public static IReadOnlyList<Carrier>? Carriers(HostSnapshot host)
    {
        var used = Established(host)
            .Where(connection => connection.Overlay is not null)
            .GroupBy(connection => connection.Overlay!)
            .Select(group => new Carrier(
                ModelOf(group.Key),
                new AgentConnections(group.Key, group.Count()),
                Basis.Observed,
                [
                    .. group.Select(connection =>
                        EvidenceFactory.Weave($"connection {connection.Address} {connection.Info}, mtu {connection.Mtu}")
                    ),
                ]
            ))
            .ToList();
        return used.Count > 0 ? used
            : Mode(host) is { } mode
                ? [new Carrier(ModelOf(mode.Name), new AgentConnections(mode.Name, 0), Basis.Observed, [mode.Evidence])]
            : null;
    }

    public static IReadOnlyList<Channel>? Channels(HostSnapshot host)
    {
        if (host.Weave is not { } report)
        {
            return null;
        }

        var channels = Established(host)
            .Select(connection => new Channel(
                new PeerConnection(PeerOf(connection), connection.RemoteAddress),
                connection.Encrypted ? SchemeOf(connection.Overlay) : EncryptionScheme.None,
                Basis.Observed,
                [
                    EvidenceFactory.Weave(
                        $"connection {connection.Address} {connection.Info}, encrypted {(connection.Encrypted ? "true" : "false")}"
                    ),
                ]
            ))
            .ToList();
        return channels.Count > 0 ? channels : [Future(host, report)];
    }

    /// <summary>The connections as they would be: none is established.</summary>
    private static Channel Future(HostSnapshot host, WeaveReport report)
    {
        var evidence = EvidenceFactory.Weave($"Encryption {(report.Encryption ? "true" : "false")}, no established connection");
        return report.Encryption
            ? new Channel(new FutureConnections(), SchemeOf(Mode(host)?.Name), Basis.Declared, [evidence])
            {
                State = EncryptionState.NotSeen,
                Sign = new(ChannelSignKind.PasswordSet),
            }
            : new Channel(new FutureConnections(), EncryptionScheme.None, Basis.Declared, [evidence])
            {
                Sign = new(ChannelSignKind.NoPassword),
            };
    }

    public static NameServer? NameServer(HostSnapshot host, IReadOnlyList<HostProcess> routers)
    {
        var listeners = (host.HostNamespace?.Listeners).OrNone().Where(socket => socket is { Process: "weaver", LocalPort: 53 }).ToList();
        var off = routers.FirstOrDefault(router => router.Argument("no-dns") is not null);
        if (off is not null)
        {
            return new NameServer(Dns, [], null, false, [EvidenceFactory.Process(off)]);
        }

        if (host.Weave is null && listeners.Count == 0)
        {
            return null;
        }

        var domain = host.Weave?.DnsDomain?.TrimEnd('.');
        IReadOnlyList<string> addresses =
            listeners.Count > 0 ? [.. listeners.Select(socket => socket.LocalAddress).Distinct()]
            : host.Weave?.DnsAddress is { } address ? [address.Split(':')[0]]
            : [];
        var enabled = listeners.Count > 0 || (domain is not null && addresses.Count > 0);
        var evidence = listeners.Take(1).Select(EvidenceFactory.Listener).ToList();
        if (host.Weave is { } report)
        {
            evidence.Add(
                EvidenceFactory.Weave(domain is null ? "no DNS" : $"DNS domain {domain}, {Counted.Say(report.DnsNames.Count, "name")}")
            );
        }

        return new NameServer(Dns, addresses, domain, enabled, evidence);
    }

    public static IEnumerable<WeaveConnection> Established(HostSnapshot host) =>
        (host.Weave?.Connections).OrNone().Where(connection => connection.State == "established");

    /// <summary>
    /// Addresses of connections that aren't established. The router's connection to itself, or a second one to a peer, doesn't count.
    /// </summary>
    public static IReadOnlyList<string> NotEstablished(HostSnapshot host) =>
        [
            .. (host.Weave?.Connections)
                .OrNone()
                .Where(connection => connection is { State: not "established", Fault: not (WeaveFault.Itself or WeaveFault.Duplicate) })
                .Select(connection => connection.Address)
                .OfType<string>(),
        ];

    /// <summary>Whether the router has the kernel's Open vSwitch for its traffic: it captures by it ("datapath (via ODP)").</summary>
    public static bool HasFastDatapath(WeaveReport report) => report.CapturesWith == WeaveCapture.OpenVSwitch;

    /// <summary>A connection's peer, by its nickname if it is known.</summary>
    public static string PeerOf(WeaveConnection connection) => connection.NickName ?? connection.PeerName ?? connection.Address ?? "?";

    private static (string Name, Evidence Evidence)? Mode(HostSnapshot host)
    {
        if (host.Weave is { CapturesWith: { } capture } report)
        {
            var evidence = EvidenceFactory.Weave($"interface {report.Interface}");
            return capture == WeaveCapture.OpenVSwitch ? ("fastdp", evidence) : ("sleeve", evidence);
        }

        var fast = host.HostLinks().FirstOrDefault(WeaveLinks.IsFastDatapath);
        var captured = host.HostLinks().FirstOrDefault(link => link is { Name: "vethwe-pcap", Kind: "veth" });
        return fast is not null ? ("fastdp", EvidenceFactory.Link(fast))
            : captured is not null ? ("sleeve", EvidenceFactory.Link(captured))
            : null;
    }

    private static NetworkModel ModelOf(string overlay) => overlay == "fastdp" ? NetworkModel.Vxlan : NetworkModel.Udp;

    /// <summary>Sleeve encrypts with NaCl, the fast datapath with ESP.</summary>
    private static EncryptionScheme SchemeOf(string? overlay) => overlay == "fastdp" ? EncryptionScheme.IPsec : EncryptionScheme.NaCl;
}
