using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Firewall;

/// <summary>Recorded hosts with other rules than they had.</summary>
internal static class FirewallHosts
{
    /// <summary>With what iptables-save prints of the table filter in place of all rules.</summary>
    public static HostSnapshot WithFilter(this HostSnapshot host, string rules) =>
        host.WithRules(new() { Iptables = $"*filter\n{rules}\nCOMMIT\n" });

    /// <summary>With what the tools print in place of all rules.</summary>
    public static HostSnapshot WithRules(this HostSnapshot host, FirewallText text) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Firewall = text.Read() },
        };
}
