using System.Diagnostics;
using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>A host read over a real sshd, with each failure that this can have.</summary>
[Collection(nameof(LoopbackCollection))]
public sealed class SshHostTests(TlsEngineFixture engine, SshdFixture ssh)
{
    private async Task<HostSnapshot> CollectAsync(string client, string? endpoint = null, bool sudo = false, double seconds = 60)
    {
        Assert.SkipWhen((engine.Missing ?? ssh.Missing) is not null, engine.Missing ?? ssh.Missing ?? "");
        return await LiveHost.CollectAsync(
            EngineEndpoint.Find(endpoint ?? $"ssh://root@127.0.0.1:{ssh.Port}{engine.Socket}", _ => null, windows: false),
            new CollectionOptions
            {
                Timeout = TimeSpan.FromSeconds(seconds),
                Sudo = sudo,
                SshProgram = ssh.Program(client),
            },
            new NullCollectionLog(),
            TestContext.Current.CancellationToken
        );
    }

    private async Task<NetAuditException> FailsAsync(string client, string? endpoint = null, bool sudo = false, double seconds = 60) =>
        await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync(client, endpoint, sudo, seconds));

    [Theory]
    [InlineData("ssh", false)]
    [InlineData("ssh-greets", true)]
    public async Task A_host_is_read_as_deep_as_on_the_spot_and_nothing_stays_there(string client, bool byName)
    {
        var here = await LiveHost.CollectAsync(
            $"unix://{engine.Socket}",
            new CollectionOptions(),
            new NullCollectionLog(),
            TestContext.Current.CancellationToken
        );

        var before = Directory.GetFileSystemEntries(Path.GetTempPath(), "netaudit.*");
        var there = await CollectAsync(client, byName ? $"ssh://lab{engine.Socket}" : null);

        Assert.Equal(here.Engine!.Version, there.Engine!.Version);
        Assert.Equal(here.Networks!.Select(network => network.Id), there.Networks!.Select(network => network.Id));
        Assert.Equal(here.HostNamespace!.Links!.Select(link => link.Name), there.HostNamespace!.Links!.Select(link => link.Name));
        Assert.NotNull(there.HostNamespace.Firewall);
        Assert.StartsWith("collected at ssh://", there.Source, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetTempPath(), "netaudit.*").Except(before));
    }

    [Fact]
    public async Task Root_is_had_by_sudo_where_it_is_asked_for_and_a_sudo_that_wants_a_password_says_so()
    {
        Assert.SkipWhen(ssh.Missing is not null, ssh.Missing ?? "");
        await ssh.SetSudoAsync(lets: true);
        Assert.NotNull((await CollectAsync("ssh", sudo: true)).Engine);

        await ssh.SetSudoAsync(lets: false);
        var error = await FailsAsync("ssh", sudo: true);

        Assert.Equal(NetAuditError.EngineAccessDenied, error.Error);
        Assert.Contains("sudo does not let its user run the collection (sudo: a password is required)", error.Message);
        Assert.Contains("NOPASSWD", error.Recommendation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh-changed", NetAuditError.EngineNotTrusted, "has another host key than before")]
    [InlineData("ssh-new", NetAuditError.EngineNotTrusted, "is not known to this user")]
    [InlineData("ssh-stranger", NetAuditError.EngineAccessDenied, "accepts none of this user's keys (root@127.0.0.1: Permission denied (")]
    [InlineData("ssh-garbage", NetAuditError.BundleInvalid, "it sent an incomplete bundle")]
    [InlineData("ssh-silent", NetAuditError.BundleInvalid, "it sent nothing")]
    [InlineData("ssh-endless", NetAuditError.BundleInvalid, "it writes without end")]
    [InlineData("ssh-cuts", NetAuditError.EngineUnreachable, "the connection was cut off")]
    [InlineData("ssh-full", NetAuditError.BundleInvalid, "the collection there ended with 1 (mktemp: ")]
    [InlineData("ssh-windows", NetAuditError.BundleInvalid, "the collection there ended with 1 ('sh' is not recognized")]
    public async Task Each_bad_end_is_one_error_that_says_what_it_was(string client, NetAuditError kind, string message)
    {
        var error = await FailsAsync(client);

        Assert.Equal(kind, error.Error);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal($"ssh://root@127.0.0.1:{ssh.Port}{engine.Socket}", error.Target);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_and_a_name_that_nobody_has_are_told_apart()
    {
        var refused = await FailsAsync("ssh", "ssh://root@127.0.0.1:1");
        var unknown = await FailsAsync("ssh", "ssh://root@no-such-host.invalid");

        Assert.Contains("the connection is refused", refused.Message, StringComparison.Ordinal);
        Assert.Contains("its name is not known", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_hangs_is_cut_by_its_own_limit_and_leaves_no_ssh()
    {
        var clock = Stopwatch.StartNew();

        var error = await FailsAsync("ssh-hangs", seconds: 2);

        Assert.Equal(NetAuditError.CollectionTimeout, error.Error);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1.9, 10);
        Assert.DoesNotContain(
            Process.GetProcessesByName("ssh"),
            process => File.Exists($"/proc/{process.Id}/cmdline") && CommandLine(process.Id).Contains(ssh.Program("ssh-hangs"))
        );
    }

    [Fact]
    public async Task A_machine_without_ssh_says_so()
    {
        var endpoint = EngineEndpoint.Find("ssh://host", _ => null, windows: false);
        var options = new CollectionOptions { SshProgram = "/nowhere/ssh" };

        var error = await Assert.ThrowsAsync<NetAuditException>(() =>
            LiveHost.CollectAsync(endpoint, options, new NullCollectionLog(), TestContext.Current.CancellationToken)
        );

        Assert.Contains("this machine has no ssh", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_an_engine_is_an_error_and_no_empty_host()
    {
        var error = await FailsAsync("ssh", $"ssh://root@127.0.0.1:{ssh.Port}/nowhere/docker.sock");

        Assert.StartsWith("No engine answers on the host at ssh://", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_over_ssh_are_refused_with_what_to_do()
    {
        var host = await CollectAsync("ssh");

        var error = await Assert.ThrowsAsync<NetAuditException>(() =>
            ProbeRun.PlanAsync(host, [], new ProbeOptions(), new NullCollectionLog(), TestContext.Current.CancellationToken)
        );

        Assert.Equal(NetAuditError.ProbeNotPossible, error.Error);
        Assert.Contains("ssh HOST sudo netaudit", error.Recommendation, StringComparison.Ordinal);
    }

    private static string CommandLine(int pid) => File.ReadAllText($"/proc/{pid}/cmdline");
}

[CollectionDefinition(nameof(LoopbackCollection))]
public sealed class LoopbackCollection : ICollectionFixture<TlsEngineFixture>, ICollectionFixture<SshdFixture>;
