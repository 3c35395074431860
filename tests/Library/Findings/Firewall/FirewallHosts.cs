using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Firewall;

/// <summary>Recorded hosts with changed rules.</summary>
internal static class FirewallHosts
{
    /// <summary>A policy that drops all incoming packets.</summary>
    public const string Closed = ":INPUT DROP [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n";

    /// <summary>A rule that accepts packets of established connections.</summary>
    public const string Tracked = "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n";

    /// <summary>A sound node of a swarm.</summary>
    public static HostSnapshot SoundSwarm => TroubledHost.Read("00-clean-swarm");

    /// <summary>A sound host of a Flannel network.</summary>
    public static HostSnapshot SoundFlannel => RecordedHosts.Read("flannel-vxlan/fl1");

    /// <summary>The host with iptables-save's output for the table filter in place of all rules.</summary>
    public static HostSnapshot WithFilter(this HostSnapshot host, string rules) =>
        host.WithRules(new() { Iptables = $"*filter\n{rules}\nCOMMIT\n" });

    /// <summary>The host with the tools' output in place of all rules.</summary>
    public static HostSnapshot WithRules(this HostSnapshot host, FirewallText text) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Firewall = text.Read() },
        };
}
