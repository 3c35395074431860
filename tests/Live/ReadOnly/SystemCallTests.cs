using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>An audit under strace: it only reads, connects to nothing but the engine, and returns from each namespace.</summary>
[Collection(nameof(AuditedFixture))]
public sealed class SystemCallTests : LabTestBase<AuditedFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-calls-").FullName;

    public SystemCallTests(AuditedFixture lab)
        : base(lab) { }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Netaudit_writes_no_file_where_none_was_asked_for()
    {
        var calls = await SystemCalls.OfAsync([.. NetAuditProgram.Shell(), "findings", "--docker-host", Lab.Host.Uri]);

        Assert.Equal(0, calls.Result.ExitCode);
        Assert.Empty(calls.Writes);
        HoldReading(calls);
    }

    [Fact]
    public async Task Netaudit_writes_the_file_that_was_asked_for_and_no_other()
    {
        var file = Path.Combine(_folder, "host.json");

        var calls = await SystemCalls.OfAsync([.. NetAuditProgram.Shell(), "collect", file, "--docker-host", Lab.Host.Uri]);

        Assert.Equal(0, calls.Result.ExitCode);
        Assert.NotEmpty(calls.Writes);
        // Two files are written: the requested one, and a temporary one beside it until that is complete.
        Assert.All(calls.Writes, call => Assert.Contains($"\"{file}", call, StringComparison.Ordinal));
        Assert.Equal([file], Directory.GetFiles(_folder));
        HoldReading(calls);
    }

    [Fact]
    public async Task Neither_does_the_module_in_PowerShell()
    {
        var script = $"Import-Module {NetAuditProgram.Manifest}; Get-OverlayFinding -DockerHost {Lab.Host.Uri} | Out-Null";

        var calls = await SystemCalls.OfAsync([.. await NetAuditProgram.PowerShellAsync(), "-Command", script]);

        Assert.Equal(0, calls.Result.ExitCode);
        Assert.Empty(calls.Writes);
        HoldReading(calls);
    }

    [Fact]
    public async Task A_program_that_writes_connects_and_kills_is_seen_to()
    {
        var script = $"echo x > {_folder}/made; sleep 9 & kill $!; busybox nc 127.0.0.1 1 || true";

        var calls = await SystemCalls.OfAsync(["bash", "-c", script]);

        Assert.Single(calls.Writes, call => call.Contains("/made", StringComparison.Ordinal));
        Assert.Single(calls.Signals);
        Assert.Contains(calls.Programs, program => program.EndsWith("/busybox", StringComparison.Ordinal));
    }

    private void HoldReading(SystemCalls calls)
    {
        Assert.Equal([$"sa_family=AF_UNIX, sun_path=\"{Lab.Host.Folder}/run/docker.sock\""], calls.Connections);
        Assert.Empty(calls.Signals);
        Assert.Empty(calls.Others);
        Assert.True(calls.Namespaces.Entered > 0);
        Assert.Equal(0, calls.Namespaces.Left);

        // These programs list the packet filter, with arguments that only list: see HostFirewall.
        string[] known = ["dotnet", "nsenter", "nft", "iptables-nft-save", "ip6tables-nft-save", "iptables-legacy-save", "ipset"];
        Assert.Empty(calls.Programs.Select(Path.GetFileName).Except([.. known, "ip6tables-legacy-save"]));
    }
}
