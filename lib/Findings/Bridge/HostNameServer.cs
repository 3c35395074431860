using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A name server of a container that is this host itself: a resolver on the bridge's address or on another one.</summary>
internal static class HostNameServer
{
    /// <summary>Returns why it can't answer; null if it may, or if the address isn't the host's.</summary>
    /// <param name="host">The host.</param>
    /// <param name="container">The container.</param>
    /// <param name="server">The server's address.</param>
    /// <param name="isAskedInside">Whether it is certainly asked from the container's namespace, so that packets cross the bridge.</param>
    public static DeadServer? Find(HostContext host, Container container, string server, bool isAskedInside)
    {
        var isHosts = HostIndex.Get(host.Snapshot).LinksWith(server).Any();
        if (!isHosts || host.Snapshot.HostNamespace?.Listeners is not { } listeners || !IPAddress.TryParse(server, out var address))
        {
            return null;
        }

        var family = Subnet.Parse(server)!.Family;
        var home = host
            .Bridges.SelectMany(bridge => bridge.Members.Select(member => (Bridge: bridge, Member: member)))
            .FirstOrDefault(pair => pair.Member.Container.Id == container.Id && pair.Member.Address(family).Length > 0);
        var filter = home.Bridge is null ? null : EngineFilter.CreateForAnyRules(host, family);
        var answer = filter?.ToHost(home.Bridge!, home.Member, IPProtocol.Udp, (address, DeadServer.Port));
        var isListening = listeners.Any(socket => DeadServer.Answers(socket, server));
        return isListening && isAskedInside && answer?.Passage == Passage.Dropped ? Dropped(server, home.Bridge!, family, answer)
            : isListening || IsLedElsewhere(host.Snapshot, answer) ? null
            : Silent(server);
    }

    /// <summary>
    /// A container's published port 53, or another rule, may redirect the query. If the packet's path is unknown, any such rule counts.
    /// </summary>
    private static bool IsLedElsewhere(HostSnapshot host, FirewallAnswer? answer) =>
        answer is not null
            ? answer.Packet.IsDestinationRewritten != false
            : host.SeenFirewall() is null
                || host.HostRules().Any(rule => rule.Does(FirewallTargetKind.Dnat) || rule.Does(FirewallTargetKind.Redirect));

    private static DeadServer Silent(string server) =>
        new(
            server,
            "it is an address of this host, where nothing listens on port 53",
            $"Start the resolver that should listen there, and add that address to it (dnsmasq: listen-address; "
                + $"systemd-resolved: DNSStubListenerExtra; unbound: interface).",
            [new Evidence("ss -lnu sport = 53", $"nothing on {server}")]
        );

    private static DeadServer Dropped(string server, BridgeNetwork bridge, int family, FirewallAnswer answer) =>
        new(
            server,
            $"{EngineRules.Words(answer)} of this host drops UDP {DeadServer.Port} from {bridge.LinkName}",
            $"{Accept(bridge, family, "udp")} && {Accept(bridge, family, "tcp")} # with ufw: ufw allow in on {bridge.LinkName} to any "
                + $"port {DeadServer.Port}",
            EngineRules.Evidence(answer)
        );

    private static ShellText Accept(BridgeNetwork bridge, int family, string protocol) =>
        $"{EngineRules.Program(family)} -I INPUT -i {bridge.LinkName} -p {protocol} --dport {DeadServer.Port} -j ACCEPT";
}
