using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The connection tracking table is full, or nearly. When full, the kernel drops the first packet of each new connection, on the host and
/// in its containers ("nf_conntrack: table full, dropping packet", moby#35082).
/// </summary>
internal sealed class ConntrackNearlyFull : IFindingRule
{
    private const double Nearly = 0.9;

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Sysctls;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var inside = host.Snapshot.HostNamespace;
        var limit = inside.Sysctl(SysctlNames.ConntrackMax);
        if (inside.Sysctl(SysctlNames.ConntrackCount) is not { } count || limit is not (> 0 and var most) || count < Nearly * most)
        {
            yield break;
        }

        var isFull = count >= most;
        var numbers = string.Format(CultureInfo.InvariantCulture, "{0} of {1} entries", count, most);
        yield return new Finding
        {
            Severity = isFull ? Severity.Error : Severity.Warning,
            Subject = new(SubjectKind.Host, host.Snapshot.Host),
            Message =
                (isFull ? "New connections fail" : "New connections will soon fail")
                + $" on this host and in its containers: the kernel's table of connections has {numbers}.",
            Repair =
                $"sysctl -w {SysctlNames.ConntrackMax}={most * 2} # also in /etc/sysctl.d; conntrack -S shows dropped "
                + $"packets, conntrack -L the entries",
            Evidence = [new Evidence($"sysctl {SysctlNames.ConntrackCount} {SysctlNames.ConntrackMax}", numbers)],
        };
    }
}
