using System.Runtime.InteropServices;
using NetAudit.Collection.Engine;
using NetAudit.Collection.Linux;
using NetAudit.Collection.Linux.Processes;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Probes;

/// <summary>Checks whether packets can be sent on a host from here, and finds its namespaces.</summary>
internal static class ProbeHost
{
    private static readonly Capability[] s_needed = [Capability.SysAdmin, Capability.SysPtrace, Capability.NetRaw];

    /// <summary>Finds the network namespaces that packets can be sent from.</summary>
    /// <exception cref="NetAuditException">Packets can't be sent on this host from here.</exception>
    public static async Task<NamespaceFiles> FindNamespacesAsync(HostSnapshot host, ICollectionLog log, CancellationToken cancellationToken)
    {
        var endpoint = EndpointOf(host);
        try
        {
            return await LinuxHost.FindNamespacesAsync(endpoint.Uri, host.Containers ?? [], log, cancellationToken).ConfigureAwait(false);
        }
        catch (NotThisMachineException elsewhere)
        {
            var remedy = elsewhere.Gap.Remedy ?? "run NetAudit on the host itself";
            throw NotPossible(host, elsewhere.Message, $"{char.ToUpperInvariant(remedy[0])}{remedy[1..]}.");
        }
    }

    /// <summary>The engine that a snapshot was just collected from.</summary>
    /// <exception cref="NetAuditException">Packets can't be sent on this host from here.</exception>
    public static EngineEndpoint EndpointOf(HostSnapshot host)
    {
        if (host.Origin is CollectedOrigin collected)
        {
            throw NotPossible(
                host,
                $"it was read from afar ({collected.Endpoint}), and packets can only be sent on the host itself",
                "Run NetAudit there as root: `ssh HOST sudo netaudit -Command \"Invoke-OverlayProbe\"`, or by PowerShell remoting "
                    + "(Invoke-Command -HostName HOST)."
            );
        }

        if (host.Origin is not LiveOrigin live)
        {
            throw NotPossible(
                host,
                $"it was recorded ({host.Source}), and packets can only be sent on the host itself",
                "Run NetAudit with -Probe on the host; its snapshot then keeps what the probes showed."
            );
        }

        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            throw NotPossible(host, "this machine doesn't run Linux", "Run NetAudit on the host itself.");
        }

        var missing = s_needed.Where(right => !Capabilities.Has(right)).Select(right => right.Name()).ToList();
        if (missing.Count == 0)
        {
            return EngineEndpoint.Find(live.Endpoint, _ => null, windows: false);
        }

        var rights = string.Join(", ", missing);
        throw NotPossible(
            host,
            $"sending packets from a container's network namespace needs {(Self.IsRoot ? rights : "root")}",
            Self.IsRoot ? $"Give this process {rights}." : "Run NetAudit as root on the host."
        );
    }

    private static NetAuditException NotPossible(HostSnapshot host, string reason, string remedy) =>
        new(NetAuditError.ProbeNotPossible, $"The host {host.Host} can't be probed from here: {reason}.", host.Host, remedy);
}
