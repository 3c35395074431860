using NetAudit.Collection.Engine;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Collection.Engine;

public class EngineEndpointTests
{
    private static EngineEndpoint Find(string? argument, bool windows = false, params (string Name, string Value)[] environment) =>
        EngineEndpoint.Find(argument, name => environment.FirstOrDefault(variable => variable.Name == name).Value, windows);

    [Fact]
    public void The_argument_wins_over_docker_host_and_that_over_the_platforms_default()
    {
        Assert.Equal("unix:///a.sock", Find("unix:///a.sock", false, ("DOCKER_HOST", "unix:///b.sock")).ToString());
        Assert.Equal("unix:///b.sock", Find(null, false, ("DOCKER_HOST", "unix:///b.sock"), ("DOCKER_CONTEXT", "other")).ToString());
        Assert.Equal("unix:///var/run/docker.sock", Find(" ").ToString());
        Assert.Equal("npipe://./pipe/docker_engine", Find(null, windows: true).ToString());
    }

    [Theory]
    [InlineData(null, "/var/run/docker.sock", "/run/podman/podman.sock")]
    [InlineData("unix:///run/podman/podman.sock", "/run/podman/podman.sock", "/run/user/1000/podman/podman.sock")]
    [InlineData("unix:///run/user/1000/podman/podman.sock", "/run/user/1000/podman/podman.sock")]
    [InlineData("unix:///run/user/1000/docker.sock", "/run/user/1000/docker.sock", "/home/u/.docker/desktop/docker.sock")]
    [InlineData("unix:///home/u/.docker/desktop/docker.sock", "/home/u/.docker/desktop/docker.sock", "/run/podman/podman.sock")]
    [InlineData("unix:///home/u/.docker/run/docker.sock", "/home/u/.docker/run/docker.sock", "/run/user/1000/podman/podman.sock")]
    [InlineData(null)]
    public void The_sockets_of_rootless_docker_desktop_and_podman_are_found_where_Dockers_is_not_there(string? found, params string[] there)
    {
        var variables = new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = "/run/user/1000", ["HOME"] = "/home/u" };
        DockerShell shell = new(name => variables.GetValueOrDefault(name), Windows: false);

        Assert.Equal(found, OtherSockets.Instead(shell, there.Contains));
    }

    [Theory]
    [InlineData("unix:///var/run/docker.sock", "unix:///var/run/docker.sock", "http://docker/")]
    [InlineData("unix:/var/run/docker.sock", "unix:///var/run/docker.sock", "http://docker/")]
    [InlineData("/tmp/my docker%20.sock", "unix:///tmp/my docker%20.sock", "http://docker/")]
    [InlineData("npipe:////./pipe/docker_engine", "npipe://./pipe/docker_engine", "http://docker/")]
    [InlineData("npipe://./pipe/docker_engine", "npipe://./pipe/docker_engine", "http://docker/")]
    [InlineData(@"\\.\pipe\docker_engine", "npipe://./pipe/docker_engine", "http://docker/")]
    [InlineData("tcp://10.0.0.1", "tcp://10.0.0.1:2375", "http://10.0.0.1:2375/")]
    [InlineData("tcp://[fd00::1]:2376", "tcp://[fd00::1]:2376", "http://[fd00::1]:2376/")]
    [InlineData("TCP://host:1234/docker/", "tcp://host:1234/docker", "http://host:1234/docker/")]
    [InlineData("https://host", "https://host:443", "https://host/")]
    public void Endpoints_are_read_in_all_their_spellings(string text, string shown, string http)
    {
        var endpoint = Find(text);

        Assert.Equal(shown, endpoint.ToString());
        Assert.Equal(http, endpoint.Http.ToString());
    }

    [Fact]
    public void A_sockets_path_survives_as_it_is() =>
        Assert.Equal("/tmp/my docker%20#?.sock", Uri.UnescapeDataString(Find("/tmp/my docker%20#?.sock").Uri.AbsolutePath));

    [Fact]
    public void Who_asks_for_tls_is_never_answered_in_clear() =>
        Assert.Equal(
            "https://host:2376/",
            Find("tcp://host", false, ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", "/c")).Http.ToString()
        );

    [Theory]
    [InlineData("ssh://me:hunter2@host", "agent")]
    [InlineData("ssh://-oProxyCommand=x", "ssh://USER@HOST")]
    [InlineData("ssh://", "ssh://USER@HOST")]
    [InlineData("fd://", "unix://")]
    [InlineData("fd://x", "unix://")]
    [InlineData("localhost:2375", "tcp://localhost:2375")]
    [InlineData("mycontext", "tcp://mycontext")]
    [InlineData("tcp://user:hunter2@host:2375", "tcp://HOST:PORT")]
    [InlineData("npipe://server/pipe/docker_engine", "npipe://./pipe/docker_engine")]
    [InlineData("tcp://", "tcp://HOST:PORT")]
    public void An_endpoint_that_can_not_be_used_comes_with_advice(string text, string advice)
    {
        var error = Assert.Throws<NetAuditException>(() => Find(text));

        Assert.Equal(NetAuditError.EndpointInvalid, error.Error);
        Assert.Contains(advice, error.Recommendation, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.Message + error.Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh://me@host", "ssh://me@host")]
    [InlineData("ssh://Jump-Host.example:2222/run/user/1000/docker.sock", "ssh://Jump-Host.example:2222/run/user/1000/docker.sock")]
    [InlineData("ssh://me@[fd00::1]:22", "ssh://me@[fd00::1]:22")]
    public void A_host_that_ssh_reaches_keeps_its_name_as_it_was_written(string text, string shown) =>
        Assert.Equal(shown, Find(text).ToString());

    [Theory]
    [InlineData("tcp://10.0.0.1:2375", true)]
    [InlineData("http://10.0.0.1:2375", true)]
    [InlineData("tcp://127.0.0.1:2375", false)]
    [InlineData("tcp://localhost", false)]
    [InlineData("tcp://[::1]:2375", false)]
    [InlineData("https://10.0.0.1:2376", false)]
    [InlineData("unix:///a.sock", false)]
    public void Another_machine_that_is_asked_in_clear_is_warned_of(string text, bool isWarned) =>
        Assert.Equal(isWarned, Find(text).Warnings.Any(warning => warning.Contains("root on the host", StringComparison.Ordinal)));

    [Fact]
    public void Certificates_without_tls_asked_for_are_not_used_as_in_docker_and_that_is_said()
    {
        var endpoint = Find("tcp://10.0.0.1", false, ("DOCKER_CERT_PATH", "/certs"));

        Assert.Equal("http://10.0.0.1:2375/", endpoint.Http.ToString());
        Assert.Equal(
            "DOCKER_CERT_PATH alone does not turn TLS on, nor does it for docker: set DOCKER_TLS_VERIFY too.",
            endpoint.Warnings[1]
        );
    }

    [Fact]
    public void Docker_host_may_lack_its_scheme_as_in_docker() =>
        Assert.Equal("tcp://10.0.0.1:2375", Find(null, false, ("DOCKER_HOST", "10.0.0.1:2375")).ToString());
}
