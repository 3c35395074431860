using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Builds the commands that let other hosts' traffic reach containers' addresses, for the engine's firewall backend and for the rules that
/// drop it.
/// </summary>
internal static class DirectAccessRepair
{
    private const string GatewayMode = "com.docker.network.bridge.gateway_mode_ipv4";

    public static ShellText Create(Firewall firewall, ForwardedTraffic traffic, IReadOnlyList<FirewallDecision> decisions)
    {
        var isNft = decisions.Any(decision => decision.Base.Tool == FirewallTool.Nft);
        var repair = isNft
            ? ForNft(traffic, decisions)
            : ForIptables(FirewallRepair.Program(firewall, decisions[0].Base), traffic, decisions);
        if (!CanBeOpened(traffic.Network))
        {
            return repair;
        }

        var change = new NetworkChange { Option = (GatewayMode, "nat-unprotected") };
        return $"{repair}; or open all ports: {NetworkCommand.Recreate(traffic.Network, change)}";
    }

    /// <summary>
    /// The default bridge can't be recreated. A network that sets a gateway mode may have no NAT, which mode nat-unprotected would add.
    /// </summary>
    private static bool CanBeOpened(Network network) =>
        network is { Name: not "bridge", Driver: "bridge" } && !network.Options.ContainsKey(GatewayMode);

    private static ShellText ForIptables(ShellText program, ForwardedTraffic traffic, IReadOnlyList<FirewallDecision> decisions)
    {
        ShellText accept = $"{program} -I DOCKER-USER -i {traffic.Link} -o {traffic.Bridge} -j ACCEPT";
        return decisions.Any(decision => decision.Base.Hook == FirewallHook.Prerouting)
            ? (ShellText)(
                $"{accept} # and set \"allow-direct-routing\": true in /etc/docker/daemon.json, then systemctl restart "
                + $"docker: the rule alone, or the setting alone, isn't enough"
            )
            : $"{accept} # must be there after each start of the engine";
    }

    /// <summary>
    /// With nftables, the engine has no chain for users' rules, but accepts packets with a mark. If nothing drops before routing, direct
    /// routing is allowed already. Then it isn't proposed again: dockerd doesn't start if both its file and its arguments set an option.
    /// </summary>
    private static ShellText ForNft(ForwardedTraffic traffic, IReadOnlyList<FirewallDecision> decisions)
    {
        var allow = decisions.Any(decision => decision.Base.Hook == FirewallHook.Prerouting)
            ? (ShellText)$"\"allow-direct-routing\": true and \"bridge-accept-fwmark\": \"1\""
            : $"\"bridge-accept-fwmark\": \"1\"";
        return $"nft add table ip direct; nft add chain ip direct pre '{{ type filter hook prerouting priority mangle; }}'; nft add rule "
            + $"ip direct pre iifname {NftText.Link(traffic.Link)} meta mark set 1 # load it at boot too, and set {allow} in "
            + $"/etc/docker/daemon.json, then systemctl restart docker: the rule alone, or the setting alone, isn't enough";
    }
}
