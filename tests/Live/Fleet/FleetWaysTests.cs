using System.Globalization;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>Three hosts of one swarm, audited by their sockets, by TLS, by ssh and by the swarm's job.</summary>
[Collection(nameof(FleetFixture))]
public sealed class FleetWaysTests(FleetFixture fleet) : LabTestBase<FleetFixture>(fleet)
{
    /// <summary>
    /// TLS from another machine reads the engine's API but no kernel. Aspects that rest on the kernel are declared only, or not seen.
    /// </summary>
    private static readonly string[] s_withoutKernel =
    [
        "ApplicationIsolation: Observed, Declared",
        "NameService: Observed, Declared",
        "NetworkModel: Observed, Declared",
        "PartialConnectivity: Observed, None",
        "SeparateVnic: Observed, None",
        "SubnetRestriction: Observed, None",
    ];

    [Fact]
    public async Task Each_way_gives_the_same_rows_but_for_what_only_the_kernel_tells()
    {
        var (unix, tls, ssh, job) = (await UnixAsync(), await TlsAsync(), await SshAsync(), await JobAsync());

        Assert.All([unix, tls, ssh, job], way => Assert.Equal(Lab.Hosts.Select(host => host.Name), way.Hosts.Select(host => host.Host)));
        foreach (var way in new[] { ssh, job })
        {
            Assert.Equal(unix.Features, way.Features);
            Assert.Equal(unix.Endpoints, way.Endpoints);
            Assert.Equal(unix.Findings, way.Findings);
        }

        Assert.All([tls, ssh, job], way => Assert.Equal(unix.Networks, way.Networks));
        Assert.All([tls, ssh, job], way => Assert.Equal(unix.Solutions, way.Solutions));
        Assert.Equal(s_withoutKernel, unix.BasesThatDiffer(tls));
        Assert.All(Lab.Hosts, host => Assert.Contains($"{host.Name}: only the engine's API was read, not the kernel", tls.Run.Error));
        Assert.Empty(await Lab.Manager.DockerAsync("service", "ls", "-q"));
    }

    [Fact]
    public async Task A_cut_between_two_of_them_is_named_each_way_that_reads_the_kernel()
    {
        var (one, other) = (Lab.Hosts[1], Lab.Hosts[2]);
        await other.ShAsync(Cut("-I", one));
        try
        {
            var (unix, tls, ssh, job) = (await UnixAsync(), await TlsAsync(), await SshAsync(), await JobAsync());
            var mixed = await Lab.Administrator.RunAsync(
                "findings",
                "-DockerHost",
                $"{Lab.Manager.Uri},{one.Name},ssh://root@{other.Address}"
            );
            TestContext.Current.TestOutputHelper!.WriteLine(mixed.Output + mixed.Error);

            var finding = Assert.Single(unix.Findings);
            Assert.StartsWith(
                $"{other.Name} VxlanPortFiltered Error: Containers here and on {one.Address} don't reach each other over overlay networks",
                finding,
                StringComparison.Ordinal
            );
            Assert.All([ssh, job], way => Assert.Equal(unix.Findings, way.Findings));
            Assert.Contains("Error       VxlanPortFiltered", mixed.Output, StringComparison.Ordinal);

            // A reader without the packet filter sees none of its facts, and says so.
            Assert.Empty(tls.Findings);
            Assert.Contains($"{other.Name}: only the engine's API was read, not the kernel", tls.Run.Error, StringComparison.Ordinal);
        }
        finally
        {
            await other.ShAsync(Cut("-D", one));
            await Tool.UntilAsync("c3 answers c2 again", () => one.TryDockerAsync("exec", "c2", "ping", "-c", "1", "-W", "1", "c3"));
        }
    }

    [Fact]
    public async Task The_collector_costs_a_host_seconds_of_CPU_and_kilobytes()
    {
        var host = Lab.Manager;
        _ = await Collector.RunAsync(host);

        // The second line of `times` is the time of the shell's children: "0m1.210s 0m0.480s".
        var printed = await host.ShAsync(
            "sh -c 'sh /run/collect.sh -o /run/bundle.tar.gz 2>/dev/null; times' | tail -n 1; wc -c </run/bundle.tar.gz"
        );
        TestContext.Current.TestOutputHelper!.WriteLine(printed);

        var (cpu, bytes) = (printed.Split('\n')[0], printed.Split('\n')[1]);
        Assert.All(cpu.Split(' '), time => Assert.StartsWith("0m", time, StringComparison.Ordinal));
        Assert.InRange(int.Parse(bytes, CultureInfo.InvariantCulture), 5_000, 100_000);
    }

    private static string Cut(string change, DockerHost from) =>
        $"iptables -t mangle {change} INPUT -s {from.Address} -j DROP; iptables -t mangle {change} OUTPUT -d {from.Address} -j DROP";

    private Task<FleetRows> UnixAsync() => ReadAsync("unix", "-DockerHost", string.Join(',', Lab.Hosts.Select(host => host.Uri)));

    private Task<FleetRows> TlsAsync() => ReadAsync("TLS", "-DockerHost", string.Join(',', Lab.Hosts.Select(host => host.Name)));

    private Task<FleetRows> SshAsync() =>
        ReadAsync("ssh", "-DockerHost", string.Join(',', Lab.Hosts.Select(host => $"ssh://root@{host.Address}")));

    private Task<FleetRows> JobAsync() =>
        ReadAsync("job", "-DockerHost", Lab.Manager.Uri, "-Swarm", "-Image", ToolsImage.Name, "-Timeout", "200");

    private async Task<FleetRows> ReadAsync(string way, params string[] options)
    {
        var rows = await FleetRows.ReadAsync(Lab, way, options);
        TestContext.Current.TestOutputHelper!.WriteLine(rows.Summary + "\n" + rows.Run.Error);
        Assert.Equal(0, rows.Run.ExitCode);
        return rows;
    }
}
