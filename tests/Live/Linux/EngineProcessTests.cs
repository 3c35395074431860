using System.Net.Sockets;
using NetAudit.Collection.Linux;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Linux;

/// <summary>Finds the process of an endpoint's engine, and so the kernel that it runs on.</summary>
public sealed class EngineProcessTests : IDisposable
{
    private readonly string socket = Path.Combine(Path.GetTempPath(), $"netaudit-linux-{Guid.NewGuid():N}.sock");

    public EngineProcessTests() => Assert.SkipWhen(NamedProcess.WhyNot() is not null, NamedProcess.WhyNot() ?? "");

    public void Dispose() => File.Delete(socket);

    [Fact]
    public void An_engine_is_the_process_that_listens_at_its_socket()
    {
        using var engine = NamedProcess.Start("dockerd", NamedProcess.ListenAt(socket));

        Assert.Equal(engine.Pid, Find($"unix://{socket}").Pid);
    }

    [Fact]
    public void A_forwarded_socket_is_not_this_machines_engine()
    {
        using var forwarder = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        forwarder.Bind(new UnixDomainSocketEndPoint(socket));
        forwarder.Listen();

        var gap = Elsewhere($"unix://{socket}");
        Assert.Equal("host namespace", gap.Subject);
        Assert.Contains($"(pid {Environment.ProcessId}) listens", gap.Reason, StringComparison.Ordinal);
        Assert.Contains("collect.sh", gap.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("socat")]
    [InlineData("systemd-socket-proxyd")]
    public void A_forwarders_name_is_told(string name)
    {
        using var forwarder = NamedProcess.Start(name, NamedProcess.ListenAt(socket));

        Assert.StartsWith(name.Length > 15 ? name[..15] : name, Elsewhere($"unix://{socket}").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_that_systemd_started_is_found_by_the_socket_that_it_was_handed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        using var other = NamedProcess.Start("dockerd", "1");
        using var systemd = NamedProcess.Start("systemd", NamedProcess.ListenAt(socket) + Child("dockerd"), null, "dockerd");

        var engine = Find($"unix://{socket}");
        Assert.Equal("dockerd", engine.Process.Name);
        Assert.NotEqual(other.Pid, engine.Pid);
        Assert.NotEqual(systemd.Pid, engine.Pid);
    }

    [Fact]
    public void A_proxy_that_systemd_started_is_not_an_engine()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        using var systemd = NamedProcess.Start(
            "systemd",
            NamedProcess.ListenAt(socket) + Child("systemd-socket-proxyd"),
            null,
            "systemd-socket-proxyd"
        );

        Assert.Contains("0 engines", Elsewhere($"unix://{socket}").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_on_a_loopback_port_is_found()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        using var free = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        Assert.Contains($"(pid {Environment.ProcessId})", Elsewhere($"tcp://127.0.0.1:{port}").Reason, StringComparison.Ordinal);
        free.Stop();

        using var engine = NamedProcess.Start(
            "dockerd",
            "use Socket; socket(S, AF_INET, SOCK_STREAM, 0) or die; setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1); bind(S, "
                + $"sockaddr_in({port}, inet_aton('127.0.0.1'))) or die; listen(S, 5) or die"
        );
        Assert.Equal(engine.Pid, Find($"tcp://localhost:{port}").Pid);
    }

    [Theory]
    [InlineData("tcp://192.0.2.1:2375", "on another machine")]
    [InlineData("ssh://user@192.0.2.1", "on another machine")]
    [InlineData("npipe://./pipe/docker_engine", "named pipe")]
    [InlineData("unix:///nowhere/docker.sock", "the process that listens at /nowhere/docker.sock isn't known")]
    [InlineData("tcp://127.0.0.1:1", "no process listens")]
    public void What_cannot_be_this_machines_is_a_gap(string endpoint, string reason)
    {
        var gap = Elsewhere(endpoint);
        Assert.Contains(reason, gap.Reason, StringComparison.Ordinal);
        Assert.NotNull(gap.Remedy);
    }

    private static string Child(string name) =>
        $"if (!fork) {{ close STDOUT; exec {{ \"$dir/{name}\" }} '{name}', '-e', '1 while <STDIN>' }} select undef, undef, undef, 0.3;";

    private static EngineProcess Find(string endpoint) => EngineProcess.Find(new Uri(endpoint), TestContext.Current.CancellationToken);

    private static Snapshots.Gap Elsewhere(string endpoint) => Assert.Throws<NotThisMachineException>(() => Find(endpoint)).Gap;
}
