using System.Security.Cryptography;
using System.Text;
using NetAudit.Collection.Engine;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>Contexts as the docker client keeps them; tests/Live reads those that a real client made.</summary>
public sealed class DockerContextTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-contexts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private EngineEndpoint Find(string? argument, params (string Name, string Value)[] environment)
    {
        (string Name, string Value)[] all = [("DOCKER_CONFIG", _folder), .. environment];
        return EngineEndpoint.Find(argument, name => all.FirstOrDefault(variable => variable.Name == name).Value, windows: false);
    }

    private string Folder(string kind, string name)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Directory.CreateDirectory(Path.Combine(_folder, "contexts", kind, id)).FullName;
    }

    private void Make(string name, string host, bool anyServer = false) =>
        File.WriteAllText(
            Path.Combine(Folder("meta", name), "meta.json"),
            $$"""
            {"Name":"{{name}}","Metadata":{},"Endpoints":{"docker":{"Host":"{{host}}",
            "SkipTLSVerify":{{(anyServer ? "true" : "false")}} } } }
            """
        );

    private void Choose(string name) => File.WriteAllText(Path.Combine(_folder, "config.json"), $$"""{"currentContext":"{{name}}"}""");

    [Fact]
    public void The_engine_is_the_one_that_docker_in_the_same_shell_talks_to()
    {
        Make("prod", "tcp://10.0.0.1:2375");
        Make("lab", "ssh://lab");

        Choose("prod");

        Assert.Equal("tcp://10.0.0.1:2375", Find(null).ToString());
        Assert.Equal("ssh://lab", Find(null, ("DOCKER_CONTEXT", "lab")).ToString());
        Assert.Equal("unix:///b.sock", Find(null, ("DOCKER_CONTEXT", "lab"), ("DOCKER_HOST", "unix:///b.sock")).ToString());
        Assert.Equal("ssh://lab", Find("lab", ("DOCKER_HOST", "unix:///b.sock")).ToString());
        Assert.Equal("unix:///b.sock", Find("default", ("DOCKER_HOST", "unix:///b.sock")).ToString());
        Assert.Contains("'prod'", Find(null).ChosenBy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_with_tls_files_means_tls_whatever_the_environment_says()
    {
        Make("prod", "tcp://10.0.0.1:2376");
        var files = Directory.CreateDirectory(Path.Combine(Folder("tls", "prod"), "docker")).FullName;

        var endpoint = Find("prod");

        Assert.Equal("https://10.0.0.1:2376/", endpoint.Http.ToString());
        Assert.Equal(files, endpoint.Tls!.Folder);
        Assert.False(endpoint.Tls.AnyServer);
        Assert.Empty(endpoint.Warnings);
    }

    [Fact]
    public void A_context_that_takes_any_server_has_tls_without_files()
    {
        Make("prod", "tcp://10.0.0.1:2376", anyServer: true);

        Assert.True(Find("prod").Tls!.AnyServer);
    }

    [Fact]
    public void A_context_that_is_not_there_is_never_passed_over_and_those_that_are_there_are_named()
    {
        Make("prod", "unix:///a.sock");
        Choose("gone");

        foreach (
            var find in new Func<EngineEndpoint>[] { () => Find("gone"), () => Find(null, ("DOCKER_CONTEXT", "gone")), () => Find(null) }
        )
        {
            var error = Assert.Throws<NetAuditException>(find);
            Assert.Equal(NetAuditError.EndpointInvalid, error.Error);
            Assert.Contains("'gone'", error.Message, StringComparison.Ordinal);
            Assert.Equal(
                "This user's contexts: prod. Write tcp://gone for an address, ssh://gone for a host that ssh reaches, "
                    + "./gone for a socket in this folder. A recorded host is named with -Path.",
                error.Recommendation
            );
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    public void A_configuration_that_can_not_be_read_is_passed_over_as_in_docker_and_that_is_said(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), text);

        var endpoint = Find(null, ("HOME", _folder));

        Assert.Contains(endpoint.Warnings, warning => warning.Contains("config.json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"Name":"odd","Endpoints":{}}""", "no endpoint")]
    [InlineData("""{"Name":"odd","Endpoints":""", "could not be read")]
    public void A_context_that_can_not_be_read_says_so(string meta, string reason)
    {
        File.WriteAllText(Path.Combine(Folder("meta", "odd"), "meta.json"), meta);

        var error = Assert.Throws<NetAuditException>(() => Find("odd"));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
