using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class HostProcessesTests
{
    [Theory]
    [InlineData("dockerd", "/usr/bin/dockerd", "-H", "fd://")]
    [InlineData("dockerd", "/usr/bin/docker", "daemon")]
    [InlineData("calico-felix", "/usr/bin/python2.7", "/usr/bin/calico-felix")]
    [InlineData("felix", "python", "-u", "/opt/felix")]
    [InlineData("weaver", "/home/weave/weaver", "--port", "6783")]
    [InlineData("bird6", "bird6", "-R")]
    [InlineData("runsv", "runsv", "felix")]
    public void Agents_go_by_their_own_name(string name, params string[] words) => Assert.Equal(name, HostProcesses.Read(1, words)!.Name);

    [Theory]
    [InlineData("/usr/bin/docker", "run", "dockerd")]
    [InlineData("vim", "dockerd")]
    [InlineData("runsv", "nginx")]
    [InlineData("")]
    [InlineData]
    public void Other_processes_are_left_out(params string[] words) => Assert.Null(HostProcesses.Read(1, words));

    [Fact]
    public void A_process_keeps_its_arguments_but_no_secret_and_no_novel()
    {
        var process = HostProcesses.Read(
            9,
            ["weaver", "--password", "hunter2", "--peer", "http://u:hunter3@h/", .. Enumerable.Repeat("x", 1000), new string('y', 5000)]
        )!;

        Assert.DoesNotContain("hunter", string.Join(" ", process.CommandLine), StringComparison.Ordinal);
        Assert.Contains("--password", process.CommandLine);
        Assert.Equal(200, process.CommandLine.Count);
    }
}
