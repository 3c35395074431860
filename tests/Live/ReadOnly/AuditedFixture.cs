using System.Diagnostics;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>
/// A host with a fact for each right to show: containers with more and fewer rights, a plain user's listener, a legacy table.
/// </summary>
public sealed class AuditedFixture : LabFixture
{
    private Process? _listener;

    public AuditedFixture()
        : base(EngineKind.Installed) { }

    internal DockerHost Host { get; private set; } = null!;

    private protected override async Task SetUpAsync()
    {
        Host = await AddHostAsync("audited");
        await StartAsync(Host);
        await Host.DockerAsync("swarm", "init", "--advertise-addr", Host.Address);
        await Host.DockerAsync("network", "create", "-d", "overlay", "--attachable", "ov1");
        await Host.DockerAsync("network", "create", "br1");
        await Host.RunContainerAsync("web", "--network", "ov1");
        await Host.RunContainerAsync("user", "--network", "br1", "--user", "1234:1234", "-p", "8080:80");
        await Host.ShAsync("iptables-legacy -t filter -N NETAUDIT-TEST");
        _listener = Process.Start(
            new ProcessStartInfo(
                "nsenter",
                [.. Host.Namespaces, "--", "setpriv", "--reuid=1234", "--clear-groups", "busybox", "nc", "-l", "-p", "9999"]
            )
        );
    }

    private protected override ValueTask TearDownAsync()
    {
        // The process ended with the host's namespaces, if not before.
        if (_listener is { HasExited: false })
        {
            _listener.Kill();
        }

        _listener?.Dispose();
        return default;
    }
}
