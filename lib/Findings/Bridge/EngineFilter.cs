using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>What the host's packet filter does with the packets of the engine's bridges.</summary>
internal sealed class EngineFilter
{
    /// <summary>The chain that the engine leaves to users: what it drops is dropped by design.</summary>
    private const string UsersChain = "DOCKER-USER";

    private const string EnginesChain = "DOCKER";
    private const string EnginesTable = "docker-bridges";

    private const int AnyHighPort = 40000;

    /// <summary>An address that nobody has (TEST-NET-2): it stands for whoever is reached by the default route.</summary>
    private const string Elsewhere = "198.51.100.1";

    private readonly HostSnapshot _host;
    private readonly FirewallWalk _walk;

    private EngineFilter(HostSnapshot host, FirewallWalk walk, Link outLink)
    {
        _host = host;
        _walk = walk;
        OutLink = outLink;
    }

    /// <summary>The link that the default route goes by.</summary>
    public Link OutLink { get; }

    /// <summary>
    /// Null where the engine is told to leave the packet filter alone, where it wasn't seen, or where no route leads out.
    /// </summary>
    public static EngineFilter? Create(HostContext host)
    {
        var isLeftAlone = IsLeftAlone(host.Snapshot) || !AreEnginesRulesSeen(host.Snapshot);
        if (isLeftAlone || host.Filter is not { } walk || RouteQuery.Create(Elsewhere) is not { } query)
        {
            return null;
        }

        var answer = RouteLookup.Create(host.Snapshot.HostNamespace)?.Find(query);
        return answer is { IsUnicast: true, Link: { } link } ? new EngineFilter(host.Snapshot, walk, link) : null;
    }

    /// <summary>The first packet of a connection that a container opens to somewhere else.</summary>
    public FirewallAnswer Leaving(BridgeNetwork bridge, BridgeMember member) =>
        _walk.Forward(
            new Packet
            {
                Protocol = IPProtocol.Tcp,
                Source = IPAddress.Parse(member.IPv4Address),
                Destination = IPAddress.Parse(Elsewhere),
                SourcePort = AnyHighPort,
                DestinationPort = 443,
                InLink = bridge.LinkName,
                OutLink = OutLink.Name,
                TcpFlags = ["syn"],
                IsSourceLocal = false,
                IsDestinationLocal = false,
            }
        );

    /// <summary>The first packet of a connection to a port of the host from elsewhere, as it leaves prerouting.</summary>
    public FirewallAnswer Arriving(IPProtocol protocol, IPAddress destination, int port) =>
        _walk.Pass(
            new Packet
            {
                Protocol = protocol,
                Source = IPAddress.Parse(Elsewhere),
                Destination = destination,
                SourcePort = AnyHighPort,
                DestinationPort = port,
                InLink = OutLink.Name,
                TcpFlags = protocol == IPProtocol.Tcp ? ["syn"] : [],
                IsSourceLocal = false,
                IsDestinationLocal = true,
            },
            FirewallHook.Prerouting
        );

    /// <summary>What becomes of a packet whose destination was rewritten to a container, on its way into the bridge.</summary>
    public FirewallAnswer Entering(Packet rewritten, BridgeNetwork bridge) =>
        _walk.Pass(
            rewritten with
            {
                OutLink = bridge.LinkName,
                IsDestinationLocal = false,
                IsDestinationRewritten = true,
            },
            FirewallHook.Forward
        );

    /// <summary>Whether somebody dropped it on purpose, in the chain for users.</summary>
    public static bool IsByDesign(FirewallAnswer answer) => answer.DecidedBy.Any(decision => decision.Rule?.Chain == UsersChain);

    /// <summary>
    /// Whether a tool dropped it by which the engine doesn't set its rules: two tools' rules then stand at once, which is another
    /// trouble, and told as one.
    /// </summary>
    public bool IsOfAnotherTool(FirewallAnswer answer)
    {
        var tools = new HashSet<FirewallTool>(_host.HostChains().Where(chain => chain.Name == EnginesChain).Select(chain => chain.Tool));
        return tools.Count > 0 && answer.DecidedBy.Any(decision => !tools.Contains(decision.Base.Tool));
    }

    /// <summary>The rule or the policy that decided.</summary>
    public static IReadOnlyList<Evidence> Evidence(FirewallAnswer answer) =>
        [
            .. answer
                .DecidedBy.Take(3)
                .Select(decision => decision.Rule is { } rule ? EvidenceFactory.Rule(rule) : EvidenceFactory.Chain(decision.Base)),
        ];

    /// <summary>"the policy of FORWARD", "a rule of chain DOCKER".</summary>
    public static string Words(FirewallAnswer answer) =>
        answer.DecidedBy switch
        {
            [{ Rule: { } rule }, ..] => $"a rule of chain {rule.Chain}",
            [var decision, ..] => $"the policy of {decision.Base.Name}",
            _ => "the packet filter",
        };

    /// <summary>
    /// Whether the engine's rules, if there are any, are among those that were seen: its chains are there, or both kinds of iptables
    /// were asked and have none.
    /// </summary>
    private static bool AreEnginesRulesSeen(HostSnapshot host) =>
        host.SeenFirewall() is { } firewall
        && (
            firewall.Chains.Any(chain => chain.Name == EnginesChain || chain.Table == EnginesTable)
            || (firewall.HasRead(FirewallTool.Iptables) && firewall.HasRead(FirewallTool.IptablesLegacy))
        );

    /// <summary>"iptables": false in daemon.json, or --iptables=false: the user looks after the rules.</summary>
    private static bool IsLeftAlone(HostSnapshot host) =>
        host.Files.Any(file => file.Settings.TryGetValue("iptables", out var setting) && setting == "false")
        || host.ProcessesNamed("dockerd").Any(process => process.Argument("iptables") == "false");
}
