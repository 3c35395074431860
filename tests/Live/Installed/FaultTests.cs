using System.Globalization;
using NetAudit.Live.Tests.Support;
using NetAudit.Tests.Faults;

namespace NetAudit.Live.Tests.Installed;

/// <summary>
/// The time and memory that the published program needs for each input of tests/Faults. tests/Module/Faults tests the output for each, and
/// more inputs.
/// </summary>
[Collection(nameof(PublishedProgram))]
public sealed class FaultTests : IDisposable
{
    private const int MostKilobytes = 300_000;

    // The limit is on processor time, which other load hardly changes. On a quiet machine, it is the waiting time.
    private const double MostSeconds = 1;
    private const int Attempts = 5;

    private static readonly string s_folder = Path.Combine(Collector.RepositoryFolder(), "tests", "Faults");

    private readonly PublishedProgram _published;
    private readonly string _made = Directory.CreateTempSubdirectory("netaudit-faults").FullName;

    public FaultTests(PublishedProgram published)
    {
        Assert.SkipWhen(Tool.Find("time") is null, "needs time (apt-get install time)");
        _published = published;
    }

    public void Dispose() => Directory.Delete(_made, recursive: true);

    [Theory]
    [InlineData("a-jsonbomb60.tar.gz", "makes the bundle larger than 30212216 bytes unpacked")]
    [InlineData("a-snapbomb.json.gz", "has too many values for its length")]
    [InlineData("snapshot-bigint.json.gz", "'hostNamespace.links[0].mtu' in line 476 has a number that is too large")]
    public Task What_can_not_be_a_host_is_refused_within_a_second(string input, string told) =>
        HoldAsync(1, told, "audit", "-Path", Path.Combine(s_folder, input));

    [Fact]
    public Task Headers_without_end_are_refused_within_a_second() =>
        HoldAsync(1, "is damaged or cut off", "audit", "-Path", MadeInput.PaxFlood(Path.Combine(_made, "flood.tar.gz")));

    [Fact]
    public Task An_expectation_with_a_number_that_is_none_is_refused_within_a_second() =>
        HoldAsync(
            3,
            "expected a whole number from 0 to 2147483647",
            "assert",
            Path.Combine(s_folder, "expect-bigint.json"),
            "-Path",
            Path.Combine(s_folder, "lie-flannel-no-containers.tar.gz")
        );

    [Theory]
    [InlineData("redos-login-100000.tar.gz", "ProtocolSupport")]
    [InlineData("lie-flannel-no-containers.tar.gz", "ProtocolSupport")]
    [InlineData("hostile-overlay-swarm.tar.gz", @"\u001B")]
    public Task What_can_be_read_is_audited_within_a_second(string input, string told) =>
        HoldAsync(0, told, "audit", "-Path", Path.Combine(s_folder, input));

    [Fact]
    public Task A_rule_with_eighty_thousand_blanks_is_read_within_a_second()
    {
        var host = MadeInput.FilterOf(Path.Combine(s_folder, "nft-redos-80000.txt.gz"), Path.Combine(_made, "nft.tar.gz"));
        return HoldAsync(0, "no multi-host network solution was found", "audit", "-Path", host);
    }

    private async Task HoldAsync(int exitCode, string told, params string[] arguments)
    {
        var program = await _published.OnThisMachineAsync();
        var seconds = double.MaxValue;
        for (var attempt = 0; attempt < Attempts && seconds > MostSeconds; attempt++)
        {
            var (run, kilobytes, took) = await MeasureAsync(program, arguments);
            Assert.Equal(exitCode, run.ExitCode);
            Assert.Contains(told, (run.Output + run.Error).ReplaceLineEndings(" "), StringComparison.Ordinal);
            Assert.InRange(kilobytes, 1, MostKilobytes);
            seconds = Math.Min(seconds, took);
        }

        Assert.InRange(seconds, 0, MostSeconds);
    }

    private async Task<(ToolResult Run, int Kilobytes, double Seconds)> MeasureAsync(string program, string[] arguments)
    {
        var file = Path.Combine(_made, "figures");
        string[] time = ["--quiet", "-f", "%M %U %S", "-o", file];
        var run = await Tool.TryAsync(
            Tool.Find("time")!,
            [.. time, program, .. arguments],
            environment: new Dictionary<string, string> { ["HOME"] = _made }
        );
        var figures = (await File.ReadAllTextAsync(file)).Split(' ');
        return (run, int.Parse(figures[0], CultureInfo.InvariantCulture), Seconds(figures[1]) + Seconds(figures[2]));
    }

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
