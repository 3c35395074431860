using System.Text;
using NetAudit.Module.Tests.Support;
using NetAudit.Tests.Faults;

namespace NetAudit.Module.Tests.Faults;

/// <summary>The inputs that tests/Faults/README.md lists.</summary>
public sealed class FaultTests : IDisposable
{
    private const long MostKilobytes = 300_000;

    // A run takes a second on a quiet machine, mostly for the engine's start. On this machine, other builds and tests run at the same time.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a-jsonbomb60.tar.gz", "larger than")]
    [InlineData("a-snapbomb.json.gz", "too many values for its length")]
    [InlineData("snapshot-bigint.json.gz", "'hostNamespace.links[0].mtu' in line 476 has a number that is too large")]
    public Task What_can_not_be_a_host_is_one_clear_error(string file, string words) => Refused(Fault(file), words);

    [Theory]
    [InlineData("engine/networks.json", "[", "\"a\",", "too many values for its length")]
    [InlineData("engine/containers.json", "[", "[],", "too many values for its length")]
    [InlineData("host/links.json", "[", "{\"a\":1},", "too many values for its length")]
    [InlineData("host/nftables.txt", "table ip x { set s { elements = { ", "1,", "too many words for its length")]
    [InlineData("host/iptables.txt", "*filter\n", "-A X\n", "too many words for its length")]
    public Task What_unpacks_to_more_values_than_its_length_explains_is_refused(string name, string begin, string part, string words) =>
        Refused(MadeInput.Archive(_folder.File("made.tar.gz"), name, begin + Repeat(part, 12_000_000)), words);

    [Fact]
    public Task Headers_without_end_are_refused() => Refused(MadeInput.PaxFlood(_folder.File("flood.tar.gz")), "damaged");

    [Theory]
    [InlineData("redos-login-100000.tar.gz", "DockerOverlay")]
    [InlineData("lie-flannel-no-containers.tar.gz", "Flannel")]
    [InlineData("hostile-overlay-swarm.tar.gz", "DockerOverlay")]
    public async Task What_can_be_read_is_audited(string file, string solution)
    {
        var run = await Bounded("audit", "-Path", Fault(file));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(solution, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_with_eighty_thousand_blanks_is_read_as_any_rule()
    {
        var run = await Bounded("audit", "-Path", MadeInput.FilterOf(Fault("nft-redos-80000.txt.gz"), _folder.File("nft.tar.gz")));

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("Error: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_file_is_one_error_and_the_rows_of_the_others_come()
    {
        var good = _folder.File("b.tar.gz");
        File.Copy(Fault("lie-flannel-no-containers.tar.gz"), good);
        File.Copy(Fault("snapshot-bigint.json.gz"), _folder.File("a.json.gz"));
        File.WriteAllText(_folder.File("c.json"), "{}");
        var run = await Bounded("audit", "-Path", _folder.File("*"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Flannel", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.Split("Error: SnapshotInvalid").Length - 1);
    }

    [Fact]
    public async Task An_expectation_with_a_number_that_is_none_is_refused()
    {
        var host = Fault("lie-flannel-no-containers.tar.gz");
        var run = await Bounded("assert", Fault("expect-bigint.json"), "-Path", host);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("expected a whole number", run.Error, StringComparison.Ordinal);
    }

    private static string Fault(string name) => Path.Combine(Repository.Root, "tests", "Faults", name);

    private static string Repeat(string part, int length) => new StringBuilder().Insert(0, part, length / part.Length).ToString();

    private static async Task<ShellRun> Bounded(params string[] arguments)
    {
        var measured = await MeasuredRun.Of(arguments);
        Assert.InRange(measured.MostKilobytes, 1, MostKilobytes);
        Assert.InRange(measured.Took, TimeSpan.Zero, s_longest);
        return measured.Run;
    }

    private static async Task Refused(string path, string words)
    {
        var run = await Bounded("audit", "-Path", path);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Out.Trim());
        Assert.Contains(words, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("What to do: ", run.Error, StringComparison.Ordinal);
    }
}
