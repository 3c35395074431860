using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>The examples for a fleet, each run on a swarm's hosts as its scheduler would run it.</summary>
[Collection(nameof(FleetFixture))]
public sealed class ExampleTests(FleetFixture fleet) : LabTestBase<FleetFixture>(fleet)
{
    private static string Example(string name) => Path.Combine(Collector.RepositoryFolder(), "examples/fleet", name);

    private Administrator Administrator => Lab.Administrator;

    [Fact]
    public async Task Remoting_over_ssh_reads_each_host_where_it_is_and_tells_of_one_that_is_not_there()
    {
        Assert.SkipWhen(
            Administrator.PowerShell is null,
            "needs the package PowerShell in NuGet's folder: dotnet restore tests/Pester/Tools.csproj"
        );
        var folder = Administrator.NewFolder();

        var run = await Administrator.RunScriptAsync(
            $"& '{Example("remoting.ps1")}' {string.Join(", ", Lab.Hosts.Select(host => $"'{host.Address}'"))}, '10.99.0.9' "
                + $"-Folder '{folder}' -Module '{Administrator.Module}' | Format-List"
        );

        TestContext.Current.TestOutputHelper!.WriteLine($"{run.Took.TotalSeconds:0.0} s: {run.Output}{run.Error}");
        Assert.Equal(
            Lab.Hosts.Select(host => host.Name + ".snapshot.json"),
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Contains("10.99.0.9", run.Error, StringComparison.Ordinal);
        var snapshot = NetAudit.Collection.RecordedHost.Read(Path.Combine(folder, "fw1.snapshot.json"), Cancellation);
        Assert.NotNull(snapshot.HostNamespace!.Firewall);
        Assert.NotEmpty(snapshot.ContainerNamespaces!);
    }

    [Fact]
    public async Task The_swarm_s_night_keeps_two_nights_and_tells_what_changed_between_them()
    {
        Assert.SkipWhen(
            Administrator.PowerShell is null,
            "needs the package PowerShell in NuGet's folder: dotnet restore tests/Pester/Tools.csproj"
        );
        var folder = Administrator.NewFolder();
        var script =
            $"Import-Module '{Administrator.Module}'; & '{Example("swarm-nightly.ps1")}' '{folder}' -Image {ToolsImage.Name} "
            + $"-DockerHost {Lab.Manager.Uri} -Timeout 200; exit $LASTEXITCODE";

        var first = await Administrator.RunScriptAsync(script);
        await Lab.Manager.DockerAsync("network", "create", "overnight");
        try
        {
            var second = await Administrator.RunScriptAsync(script);

            TestContext.Current.TestOutputHelper!.WriteLine($"{first.Output}{first.Error}{second.Output}{second.Error}");
            Assert.StartsWith("3 nodes read, 0 not; ", first.Output, StringComparison.Ordinal);
            Assert.EndsWith("; 0 changes\n", first.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("; 0 changes", second.Output, StringComparison.Ordinal);
            Assert.Contains("overnight", await File.ReadAllTextAsync(Path.Combine(folder, "drift.md"), Cancellation));
            Assert.Equal(3, Directory.GetFiles(Path.Combine(folder, "before")).Length);
        }
        finally
        {
            await Lab.Manager.DockerAsync("network", "rm", "overnight");
        }
    }

    [Fact]
    public async Task The_night_of_cron_mails_nothing_until_something_changes()
    {
        var line = (await File.ReadAllLinesAsync(Example("netaudit.cron"), Cancellation)).Single(text =>
            text.Contains(" root ", StringComparison.Ordinal)
        );
        var folder = Administrator.NewFolder();
        var command = line.Split(" root ", 2)[1].Replace("/var/lib/netaudit", folder, StringComparison.Ordinal);

        var first = await Administrator.RunOnAsync(Lab.Manager, command);
        await Lab.Manager.DockerAsync("network", "create", "overnight");
        try
        {
            var second = await Administrator.RunOnAsync(Lab.Manager, command);

            Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
            Assert.DoesNotContain("overnight", first.Output, StringComparison.Ordinal);
            Assert.Contains("overnight", second.Output, StringComparison.Ordinal);
        }
        finally
        {
            await Lab.Manager.DockerAsync("network", "rm", "overnight");
        }
    }

    [Fact]
    public async Task Ansible_brings_a_bundle_of_each_host_and_leaves_nothing()
    {
        Assert.SkipWhen(Tool.Find("ansible-playbook") is null, "needs ansible-playbook (apt-get install ansible-core)");
        var folder = Administrator.NewFolder();
        File.Copy(Example("ansible.yml"), Path.Combine(folder, "ansible.yml"));
        File.Copy(Path.Combine(Collector.RepositoryFolder(), "module/collect.sh"), Path.Combine(folder, "collect.sh"));
        var before = Directory.GetFiles("/tmp", "netaudit-10.99.*");

        var hosts = string.Join(',', Lab.Hosts.Select(host => host.Address));
        var run = await Administrator.RunShellAsync(
            $"cd {folder}; HOME={folder} ansible-playbook -u root -i '{hosts},' -e ansible_ssh_executable=$(command -v ssh) "
                + "-e ansible_sftp_executable=$(command -v sftp) ansible.yml"
        );

        TestContext.Current.TestOutputHelper!.WriteLine(run.Output + run.Error);
        Assert.Equal(0, run.ExitCode);
        var names = Directory
            .GetFiles(Path.Combine(folder, "bundles"))
            .Select(file => NetAudit.Collection.RecordedHost.Read(file, Cancellation).Host);
        Assert.Equal(Lab.Hosts.Select(host => host.Name), names.Order(StringComparer.Ordinal));
        Assert.Equal(before, Directory.GetFiles("/tmp", "netaudit-10.99.*"));
    }

    [Fact]
    public async Task The_matrix_s_step_reads_a_host_over_ssh_and_the_audit_s_step_takes_all_bundles()
    {
        var folder = Administrator.NewFolder();
        var lines = await File.ReadAllLinesAsync(Example("github-actions.yml"), Cancellation);
        var collect = lines.Single(line => line.Contains("collect.sh\"", StringComparison.Ordinal)).Trim();
        var report = lines.Single(line => line.Contains("netaudit report ", StringComparison.Ordinal)).Trim();
        Directory.CreateDirectory(Path.Combine(folder, "bundles"));

        foreach (var host in Lab.Hosts)
        {
            var run = await Administrator.RunShellAsync(
                $"cd {folder}/bundles; HOST=root@{host.Address} NETAUDIT={Collector.RepositoryFolder()}; {collect}"
            );
            Assert.True(run.ExitCode == 0, run.Error);
        }

        var audit = await Administrator.RunShellAsync($"cd {folder}; {report}");

        Assert.True(audit.ExitCode == 0, audit.Output + audit.Error);
        var table = await File.ReadAllLinesAsync(Path.Combine(folder, "fleet.hosts.csv"), Cancellation);
        Assert.Equal(["\"Host\"", .. Lab.Hosts.Select(host => $"\"{host.Name}\"")], table.Select(line => line.Split(',')[0]));
        Assert.True(File.Exists(Path.Combine(folder, "fleet.html")));
    }
}
