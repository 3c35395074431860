using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>A real dockerd --tlsverify, with certificates from openssl and contexts from a real docker client.</summary>
[Collection(nameof(LoopbackCollection))]
public sealed class TlsEngineTests(TlsEngineFixture engine)
{
    private static Task<HostSnapshot> CollectAsync(string? argument, params (string Name, string Value)[] environment) =>
        LiveHost.CollectAsync(
            EngineEndpoint.Find(argument, name => environment.FirstOrDefault(one => one.Name == name).Value, windows: false),
            new CollectionOptions(),
            new NullCollectionLog(),
            TestContext.Current.CancellationToken
        );

    private Task<HostSnapshot> CollectWithAsync(string certificates, string host = "localhost") =>
        CollectAsync($"tcp://{host}:{engine.Port}", ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", certificates));

    private async Task<NetAuditException> FailsAsync(string certificates, string host = "localhost") =>
        await Assert.ThrowsAsync<NetAuditException>(() => CollectWithAsync(certificates, host));

    private void Need() => Assert.SkipWhen(engine.Missing is not null, engine.Missing ?? "");

    [Theory]
    [InlineData("right", "localhost")]
    [InlineData("right", "127.0.0.1")]
    [InlineData("curve", "localhost")]
    public async Task The_right_certificate_reads_the_engine_and_on_this_machine_the_kernel_too(string client, string host)
    {
        Need();

        var snapshot = await CollectWithAsync(engine.Own.Folder(engine.Own, client), host);

        Assert.NotNull(snapshot.Engine!.Version);
        Assert.NotNull(snapshot.HostNamespace!.Links);
    }

    [Fact]
    public async Task A_key_may_be_written_as_PKCS1()
    {
        Need();
        var folder = engine.Own.Folder(engine.Own, "right");
        await Tool.RunAsync("openssl", "rsa", "-traditional", "-in", $"{folder}/key.pem", "-out", $"{folder}/key.pem");
        Assert.StartsWith("-----BEGIN RSA", await File.ReadAllTextAsync($"{folder}/key.pem", TestContext.Current.CancellationToken));

        Assert.NotNull((await CollectWithAsync(folder)).Engine!.Version);
    }

    [Fact]
    public async Task A_strange_an_ended_and_a_missing_client_certificate_are_told_apart()
    {
        Need();

        var strange = await FailsAsync(engine.Other.Folder(engine.Own, "stranger"));
        var ended = await FailsAsync(engine.Own.Folder(engine.Own, "ended"));
        var missing = await FailsAsync(engine.Own.Folder(engine.Own, null));

        Assert.All([strange, ended, missing], error => Assert.Equal(NetAuditError.ClientCertificateRefused, error.Error));
        Assert.EndsWith("CN=stranger, issued by CN=other authority, is not one that it takes.", strange.Message);
        Assert.EndsWith("the client certificate CN=ended ended on 2021-01-01.", ended.Message);
        Assert.EndsWith("it wants a client certificate, and there is none.", missing.Message);
    }

    [Fact]
    public async Task An_engine_of_another_authority_or_name_is_asked_nothing()
    {
        Need();

        var authority = await FailsAsync(engine.Own.Folder(engine.Other, "right"));
        var name = await FailsAsync(engine.Own.Folder(engine.Own, "right"), host: "127.0.0.2");

        Assert.Equal((NetAuditError.EngineNotTrusted, NetAuditError.EngineNotTrusted), (authority.Error, name.Error));
        Assert.Contains("issued by CN=lab authority, is not from /", authority.Message, StringComparison.Ordinal);
        Assert.Contains("is not for the name 127.0.0.2", name.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_with_tls_that_is_asked_in_clear_says_what_to_set()
    {
        Need();

        var error = await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync($"tcp://localhost:{engine.Port}"));

        Assert.Contains("DOCKER_TLS_VERIFY=1", error.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_docker_clients_current_context_is_asked_with_its_certificates()
    {
        Need();
        var folder = engine.Own.NewFolder();
        var certificates = engine.Own.Folder(engine.Own, "right");
        var client = new Dictionary<string, string> { ["DOCKER_CONFIG"] = folder };
        var endpoint =
            $"host=tcp://localhost:{engine.Port},ca={certificates}/ca.pem,cert={certificates}/cert.pem,key={certificates}/key.pem";
        (await Tool.TryAsync("docker", ["context", "create", "lab", "--docker", endpoint], environment: client)).OrThrow();
        (await Tool.TryAsync("docker", ["context", "use", "lab"], environment: client)).OrThrow();
        var id = (await Tool.TryAsync("docker", ["info", "-f", "{{.Name}}"], environment: client)).OrThrow().Trim();

        var byCurrent = await CollectAsync(null, ("DOCKER_CONFIG", folder));
        var byName = await CollectAsync("lab", ("DOCKER_CONFIG", folder), ("DOCKER_HOST", "unix:///nowhere.sock"));

        Assert.Equal((id, id), (byCurrent.Host, byName.Host));
        Assert.Equal($"engine tcp://localhost:{engine.Port}", byCurrent.Source);
    }
}
