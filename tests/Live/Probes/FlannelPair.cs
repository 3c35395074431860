using NetAudit.Live.Tests.StandIns;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Probes;

/// <summary>
/// Two Flannel-like hosts whose backends really carry packets, and a third machine that can relay between them. Each host has a container
/// f1.
/// </summary>
public sealed class FlannelPair() : LabFixture(EngineKind.Installed)
{
    internal FlannelHost Near { get; private set; } = null!;

    internal FlannelHost Far { get; private set; } = null!;

    internal DockerHost Relay { get; private set; } = null!;

    /// <summary>The far container's address.</summary>
    internal string FarAddress { get; private set; } = "";

    /// <summary>Gives both hosts a backend, and waits until their containers reach each other over it.</summary>
    internal async Task UseAsync(Func<FlannelHost, Task> backend)
    {
        await Task.WhenAll(backend(Near), backend(Far));
        await Tool.UntilAsync(
            "the far container answers",
            () => Near.Host.TryDockerAsync("exec", "f1", "ping", "-c", "1", "-W", "1", FarAddress),
            seconds: 10
        );
    }

    /// <summary>Opens a connection between the containers, so that the near host's kernel lists the far container.</summary>
    internal async Task ConnectAsync()
    {
        await Far.Host.DockerAsync("exec", "-d", "f1", "sh", "-c", "sleep 1000 | nc -l -p 7000");
        await Near.Host.DockerAsync("exec", "-d", "f1", "sh", "-c", $"sleep 1000 | nc {FarAddress} 7000");
        var inside = $"--net=/proc/{await Near.Host.PidOfAsync("f1")}/ns/net";
        await Tool.UntilAsync(
            "the connection stands",
            () => Tool.TryAsync("nsenter", [inside, "sh", "-c", $"ss -tn | grep -q 'ESTAB.*{FarAddress}:7000'"]),
            seconds: 10
        );
    }

    /// <summary>Ends the connection.</summary>
    internal async Task DisconnectAsync()
    {
        foreach (var host in new[] { Near.Host, Far.Host })
        {
            await host.TryDockerAsync("restart", "-t", "0", "f1");
        }
    }

    private protected override async Task SetUpAsync()
    {
        var (near, far) = (await AddHostAsync("fn"), await AddHostAsync("ff"));
        Relay = await AddHostAsync("fr");
        await Relay.ShAsync("echo 1 >/proc/sys/net/ipv4/ip_forward");
        Near = new FlannelHost(near, 15, 31, far.Address);
        Far = new FlannelHost(far, 31, 15, near.Address);
        await Task.WhenAll(Near.StartAsync(), Far.StartAsync());
        FarAddress = await far.DockerAsync("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "f1");
    }
}

[CollectionDefinition(nameof(FlannelPair))]
public sealed class FlannelPairCollection : ICollectionFixture<FlannelPair>;
