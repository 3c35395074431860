using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Robustness;

/// <summary>A host whose containers deceive, and whose engine may hang.</summary>
public abstract class HostileFixture : LabFixture
{
    private protected HostileFixture(EngineKind engine)
        : base(engine) { }

    internal DockerHost Host { get; private set; } = null!;

    private protected override async Task SetUpAsync()
    {
        Host = await AddHostAsync("bad");
        await Host.StartEngineAsync();
        await Host.ImportImageAsync();

        // Docker mounts its own resolv.conf over the image's. A container with the right to mount can remove it.
        foreach (
            var (name, make) in new[]
            {
                ("fifo", "mkfifo /etc/resolv.conf"),
                ("escape", "ln -s /etc/secret-of-the-host /etc/resolv.conf"),
                ("endless", "ln -s /dev/zero /etc/resolv.conf"),
                ("folder", "mkdir /etc/resolv.conf"),
            }
        )
        {
            await Host.RunContainerAsync(name, "--cap-add", "SYS_ADMIN");
            await Host.DockerAsync("exec", name, "sh", "-c", $"umount /etc/resolv.conf && rm -f /etc/resolv.conf && {make}");
        }

        await Host.RunContainerAsync("good");
    }
}

/// <summary>The hostile host on this machine's engine.</summary>
public sealed class InstalledHostile() : HostileFixture(EngineKind.Installed);

/// <summary>The hostile host on a current engine.</summary>
public sealed class SidHostile() : HostileFixture(EngineKind.Sid);
