using NetAudit.Collection;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>The requests that an engine gets while no switch allows more, recorded by a proxy before a real one.</summary>
[Collection(nameof(AuditedFixture))]
public sealed class EngineRequestTests : LabTestBase<AuditedFixture>
{
    private static readonly string[] s_asked =
    [
        "GET /containers/ID/json",
        "GET /containers/json?all=1",
        "GET /info",
        "GET /networks",
        "GET /networks/ID",
        "GET /networks/ID?verbose=true",
        "GET /nodes",
        "GET /plugins",
        "GET /services",
        "GET /tasks",
        "GET /version",
    ];

    /// <summary>The command lines to run, as netaudit's verbs and as PowerShell.</summary>
    public static TheoryData<string> Lines { get; } =
    [
        "audit",
        "findings",
        "collect FOLDER/host.json",
        "report FOLDER/report.html",
        "New-OverlayExpectation -DockerHost ENGINE -OutputPath FOLDER/netaudit.json",
        "New-OverlayExpectation -DockerHost ENGINE -OutputPath FOLDER/own.json; Assert-OverlayFeature FOLDER/own.json -DockerHost ENGINE",
        "New-OverlayExpectation -DockerHost ENGINE -OutputPath FOLDER/one.json; Test-OverlayFeature FOLDER/one.json -DockerHost ENGINE",
        "Get-OverlayEndpoint -DockerHost ENGINE; Get-OverlayNetwork -DockerHost ENGINE; Get-OverlayTopology -DockerHost ENGINE",
        "Get-OverlaySolution -DockerHost ENGINE; Get-OverlayFeature -DockerHost ENGINE; Get-OverlayFinding -DockerHost ENGINE",
        "Export-OverlaySnapshot -DockerHost ENGINE -Path FOLDER/host.json; Import-OverlaySnapshot FOLDER/host.json | Get-OverlayFeature",
        "Invoke-OverlayProbe -DockerHost ENGINE -WhatIf; Measure-OverlayPath -DockerHost ENGINE -WhatIf",
    ];

    public EngineRequestTests(AuditedFixture lab)
        : base(lab) { }

    private string Engine => Path.Combine(Lab.Host.Folder, "run", "docker.sock");

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_command_without_switches_sends_the_engine_nothing_but_these_gets(string line)
    {
        await using var proxy = new RecordingProxy(Engine, Path.Combine(Lab.Host.Folder, "proxy.sock"));
        var folder = Directory.CreateTempSubdirectory("netaudit-requests-").FullName;
        try
        {
            var made = line.Replace("FOLDER", folder, StringComparison.Ordinal).Replace("ENGINE", proxy.Endpoint, StringComparison.Ordinal);
            string[] words = made.Split(' ')[0].Contains('-', StringComparison.Ordinal)
                ? ["-Command", made]
                : [.. made.Split(' '), "--docker-host", proxy.Endpoint];

            var run = await NetAuditProgram.RunAsync([.. NetAuditProgram.Shell(), .. words]);

            // Probes must know which kernel the engine runs on, and a proxy hides that.
            var isRefused = run.Error.Contains("ProbeNotPossible", StringComparison.Ordinal);
            Assert.True(run.ExitCode is 0 or 2 || isRefused, run.Output + run.Error);
            Assert.Equal(s_asked, proxy.Requests.Distinct().Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_assertion_asks_the_same_and_a_comparison_of_recordings_asks_nothing()
    {
        await using var proxy = new RecordingProxy(Engine, Path.Combine(Lab.Host.Folder, "proxy.sock"));
        var folder = Directory.CreateTempSubdirectory("netaudit-requests-").FullName;
        try
        {
            var (expected, recorded) = (Path.Combine(folder, "netaudit.json"), Path.Combine(folder, "host.json"));
            var made =
                $"New-OverlayExpectation -DockerHost {proxy.Endpoint} -OutputPath {expected}; "
                + $"Export-OverlaySnapshot -DockerHost {proxy.Endpoint} -Path {recorded}";
            _ = (await NetAuditProgram.RunAsync([.. NetAuditProgram.Shell(), "-Command", made])).OrThrow();
            proxy.Requests.Clear();

            var assertion = await NetAuditProgram.RunAsync([
                .. NetAuditProgram.Shell(),
                "assert",
                expected,
                "--docker-host",
                proxy.Endpoint,
            ]);
            Assert.True(assertion.ExitCode is 0 or 2, assertion.Output + assertion.Error);
            Assert.Equal(s_asked, proxy.Requests.Distinct().Order(StringComparer.Ordinal));
            proxy.Requests.Clear();

            var comparison = await NetAuditProgram.RunAsync([.. NetAuditProgram.Shell(), "compare", recorded, recorded]);
            Assert.True(comparison.ExitCode == 0, comparison.Output + comparison.Error);
            Assert.Empty(proxy.Requests);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Every_cmdlet_that_takes_an_engine_is_held()
    {
        const string Script =
            "Get-Command -Module NetAudit | Where-Object { $_.Parameters.ContainsKey('DockerHost') } | ForEach-Object Name";
        var names = (await NetAuditProgram.RunAsync([.. NetAuditProgram.Shell(), "-Command", Script])).OrThrow().Split('\n');

        var held = string.Join('\n', Lines.Select(line => line.Data));
        Assert.DoesNotContain(names, name => name.Length > 0 && !held.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_docker_socket_proxy_with_containers_networks_and_info_an_audit_works_and_names_what_it_lacks()
    {
        string[] allowed = ["version", "_ping", "events", "containers", "networks", "info"];
        await using var proxy = new RecordingProxy(Engine, Path.Combine(Lab.Host.Folder, "proxy.sock"), ReadsOnly(allowed));

        var host = await CollectAsync(proxy.Endpoint);

        Assert.Equal(["user", "web"], host.Containers!.Select(container => container.Name).Order(StringComparer.Ordinal));
        Assert.NotNull(host.Networks!.Single(network => network.Name == "ov1").Peers);
        Assert.Equal(
            [
                "engine plugins: allow GET /plugins (docker-socket-proxy: PLUGINS=1)",
                "swarm nodes: allow GET /nodes (docker-socket-proxy: NODES=1)",
                "swarm services: allow GET /services (docker-socket-proxy: SERVICES=1)",
                "swarm tasks: allow GET /tasks (docker-socket-proxy: TASKS=1)",
            ],
            host.Gaps.Where(gap => gap.Kind == GapKind.Refused).Select(gap => $"{gap.Subject}: {gap.Remedy}")
        );
        Assert.All(
            host.Gaps.Where(gap => gap.Kind == GapKind.Refused),
            gap => Assert.Equal("the engine refused: 403 Forbidden Request forbidden by administrative rules.", gap.Reason)
        );
        Assert.Single(host.Gaps, gap => gap.Kind == GapKind.Elsewhere); // a proxy's socket hides the engine's kernel
    }

    [Fact]
    public async Task Behind_docker_socket_proxy_as_it_comes_the_error_says_what_to_allow()
    {
        await using var proxy = new RecordingProxy(
            Engine,
            Path.Combine(Lab.Host.Folder, "proxy.sock"),
            ReadsOnly(["version", "_ping", "events"])
        );

        var error = await Assert.ThrowsAsync<NetAuditException>(() => CollectAsync(proxy.Endpoint));

        Assert.Equal(NetAuditError.EngineAccessDenied, error.Error);
        Assert.Equal($"GET /info at {proxy.Endpoint} was refused: 403 Forbidden Request forbidden by administrative rules.", error.Message);
        Assert.Equal(
            "Ask whoever runs the engine to allow GET /info (docker-socket-proxy: INFO=1), or use another endpoint with -DockerHost.",
            error.Recommendation
        );
    }

    // The proxy's haproxy.cfg allows only GET and HEAD unless POST=1, and only paths whose variable is 1.
    private static Func<string, string, bool> ReadsOnly(string[] words) =>
        (method, path) => method is "GET" or "HEAD" && words.Contains(path.Split('/', '?')[1]);

    private static Task<HostSnapshot> CollectAsync(string endpoint) =>
        LiveHost.CollectAsync(endpoint, new CollectionOptions(), new NullCollectionLog(), Cancellation);
}
