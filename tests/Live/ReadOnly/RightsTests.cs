using System.Text.RegularExpressions;
using NetAudit.Collection;
using NetAudit.Live.Tests.Support;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>The use that an audit makes of each of root's rights. docs/operations/security.md has the table.</summary>
[Collection(nameof(AuditedFixture))]
public sealed partial class RightsTests : LabTestBase<AuditedFixture>
{
    private static readonly string[] s_all = ["CAP_SYS_PTRACE", "CAP_SYS_ADMIN", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_DAC_READ_SEARCH"];

    public RightsTests(AuditedFixture lab)
        : base(lab) => Assert.SkipWhen(Tool.Find("setpriv") is null, "needs setpriv (apt-get install util-linux)");

    [Fact]
    public async Task With_the_five_capabilities_of_the_table_nothing_is_missing()
    {
        var host = await CollectAsync("all", NetAuditProgram.With(s_all));

        Assert.DoesNotContain(host.Gaps, gap => gap.Kind is GapKind.NeedsRoot or GapKind.Refused);
        Assert.Equal(2, host.ContainerNamespaces.Count);
        Assert.Equal("busybox", Listener(host)!.Process);
    }

    [Theory]
    [InlineData("CAP_SYS_PTRACE", "container namespaces", "container resolvers", "host namespace: owners of sockets")]
    [InlineData("CAP_SYS_ADMIN", "container namespaces", "engine namespaces")]
    [InlineData(
        "CAP_NET_ADMIN",
        "host namespace: IPsec policies",
        "host namespace: IPsec states",
        "host namespace: firewall",
        "other namespaces: IPsec policies",
        "other namespaces: IPsec states"
    )]
    [InlineData("CAP_NET_RAW", "host namespace: firewall: iptables-legacy-save")]
    [InlineData("CAP_DAC_READ_SEARCH", "host namespace: owners of sockets")]
    public async Task Without_one_capability_what_it_would_show_is_named_once_with_it(string missing, params string[] subjects)
    {
        var host = await CollectAsync(missing, NetAuditProgram.With(s_all.Where(capability => capability != missing)));

        Assert.Equal(subjects, Refused(host).Select(gap => gap.Subject));
        Assert.All(
            Refused(host),
            gap => Assert.Equal((GapKind.NeedsRoot, $"needs {missing}", $"run with {missing}"), (gap.Kind, gap.Reason, gap.Remedy))
        );
        await ClaimsNothingNewAsync(host);
    }

    [Theory]
    [InlineData("CAP_NET_RAW")]
    [InlineData("CAP_SYS_ADMIN")]
    public async Task A_probe_without_a_capability_that_it_takes_is_refused_with_its_name_and_sends_nothing(string missing)
    {
        const string Probe = "Invoke-OverlayProbe -DockerHost unix:///run/docker.sock -Check ProtocolSupport -AsJson";
        var run = await RunAsync(NetAuditProgram.With(s_all.Where(capability => capability != missing)), ["-Command", Probe]);

        Assert.Equal((1, "[]"), (run.ExitCode, run.Output.Trim()));
        Assert.Contains(
            "Invoke-OverlayProbe: The host audited can't be probed from here: sending packets from a container's network namespace needs "
                + $"{missing}.\n  What to do: Give this process {missing}.\n  Error: ProbeNotPossible",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_root_without_any_capability_is_told_all_of_them_and_never_to_be_root()
    {
        var host = await CollectAsync("none", NetAuditProgram.With([]));

        Assert.Equal(
            ["CAP_NET_ADMIN", "CAP_SYS_ADMIN", "CAP_SYS_PTRACE"],
            Refused(host).Select(gap => gap.Reason["needs ".Length..]).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(Refused(host), gap => gap.Remedy!.Contains("root", StringComparison.Ordinal));
        await ClaimsNothingNewAsync(host);
    }

    [Fact]
    public async Task A_plain_user_who_may_use_the_engine_s_socket_is_told_once_of_each_thing_that_takes_root()
    {
        var host = await CollectAsync("plain", await NetAuditProgram.AsPlainUserAsync(Lab.Host));

        Assert.Equal(
            [
                "container namespaces: needs root (CAP_SYS_PTRACE)",
                "container resolvers: needs root (CAP_SYS_PTRACE)",
                "engine namespaces: needs root (CAP_SYS_PTRACE)",
                "file /var/lib/docker/swarm/docker-state.json: needs root (CAP_DAC_READ_SEARCH)",
                "host namespace: IPsec policies: needs root (CAP_NET_ADMIN)",
                "host namespace: IPsec states: needs root (CAP_NET_ADMIN)",
                "host namespace: firewall: needs root (CAP_NET_ADMIN)",
                "host namespace: owners of sockets: needs root (CAP_SYS_PTRACE)",
            ],
            Refused(host).Select(gap => $"{gap.Subject}: {gap.Reason}")
        );
        Assert.All(Refused(host), gap => Assert.Equal("run as root on the host", gap.Remedy));
        Assert.NotNull(host.HostNamespace?.Links);
        await ClaimsNothingNewAsync(host);
    }

    [Fact]
    public async Task The_table_in_the_docs_has_these_capabilities_and_no_other()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Collector.RepositoryFolder(), "docs", "operations", "security.md"),
            Cancellation
        );

        Assert.Equal(s_all, TableRow().Matches(page).Select(match => match.Groups[1].Value));
    }

    private static List<Gap> Refused(HostSnapshot host) => [.. host.Gaps.Where(gap => gap.Kind is GapKind.NeedsRoot or GapKind.Refused)];

    private static SocketEntry? Listener(HostSnapshot host) =>
        host.HostNamespace?.Listeners?.SingleOrDefault(socket => socket.LocalPort == 9999 && socket.Protocol == "tcp");

    // Fewer rights may leave questions open. They never answer one.
    private async Task ClaimsNothingNewAsync(HostSnapshot less)
    {
        var whole = await CollectAsync("whole", NetAuditProgram.With(s_all));
        Assert.Empty(Findings(less).Except(Findings(whole)));
        Assert.Empty(Matches(less).Except(Matches(whole)));
    }

    private static IEnumerable<string> Findings(HostSnapshot host) =>
        HostAudit.Findings(host).Select(finding => $"{finding.Rule} {finding.Subject}");

    private static IEnumerable<string> Matches(HostSnapshot host) =>
        HostAudit
            .Compare(host, Editions.Load(Editions.Default), [], [])
            .Where(row => row.Status == FeatureStatus.Match)
            .Select(row => $"{row.Solution} {row.Aspect}");

    private async Task<HostSnapshot> CollectAsync(string name, IReadOnlyList<string> rights)
    {
        // The path is in /run, as the host and this test both see that folder and any user may write there.
        var folder = Path.Combine(Lab.Host.Folder, "run", "rights");
        Directory.CreateDirectory(folder);
        await Tool.RunAsync("chmod", "1777", folder);
        var file = $"{name.ToLowerInvariant()}.json";
        if (!File.Exists(Path.Combine(folder, file)))
        {
            var run = await RunAsync(rights, ["collect", $"/run/rights/{file}", "--docker-host", "unix:///run/docker.sock"]);
            _ = run.OrThrow();
        }

        return RecordedHost.Read(Path.Combine(folder, file), Cancellation);
    }

    private Task<ToolResult> RunAsync(IReadOnlyList<string> rights, IReadOnlyList<string> words)
    {
        var program = NetAuditProgram.Shell(Path.Combine(Lab.Host.Folder, "run"));
        program = [program[0], program[1].Replace(Lab.Host.Folder, "", StringComparison.Ordinal)];
        return NetAuditProgram.RunAsync([.. NetAuditProgram.On(Lab.Host), .. rights, .. program, .. words]);
    }

    [GeneratedRegex(@"(?m)^\| `(CAP_[A-Z_]+)` \|")]
    private static partial Regex TableRow();
}

/// <summary>The host that these tests share.</summary>
[CollectionDefinition(nameof(AuditedFixture))]
public sealed class AuditedHosts : ICollectionFixture<AuditedFixture>;
