using System.Collections;
using System.Globalization;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests.Faults;

/// <summary>
/// A swarm with names that are escape sequences, commands to CI services, text direction controls and tags. Docker 20.10 accepts such
/// names.
/// </summary>
public sealed class HostileNameTests : IDisposable
{
    private static readonly string s_host = Repository.Quoted(
        Path.Combine(Repository.Root, "tests", "Faults", "hostile-overlay-swarm.tar.gz")
    );

    private readonly ModuleSession _session = new();

    public static TheoryData<string> Commands =>
        [
            "Get-OverlayFeature",
            "Get-OverlayFeature -Edition current",
            "Get-OverlayFinding",
            "Get-OverlaySolution",
            "Get-OverlayNetwork",
            "Get-OverlayEndpoint",
            "Get-OverlayTopology",
        ];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Rows_are_plain_text_in_every_member(string command)
    {
        var outcome = _session.Run($"{command} -Path {s_host}");
        Assert.NotEmpty(outcome.Output);
        var texts = outcome.Output.SelectMany(row => Texts(row.BaseObject, 0)).ToList();
        Assert.Contains(texts, text => text.Contains(@"\u001B", StringComparison.Ordinal));
        Assert.All(texts.Concat(outcome.Warnings), AssertPlain);
    }

    [Fact]
    public async Task No_view_and_no_script_shows_more_than_text()
    {
        var audits = Commands.Select(row => $"@({row.Data} -Path {s_host})");
        const string Views =
            "$rows | Out-String -Width 60; $rows | Out-String -Width 200; $rows | Format-List * | Out-String; "
            + "$rows | Export-Csv -Path $csv; $rows | Format-Table Host, Name, Subject | Out-String; "
            + "$rows | ForEach-Object { \"$_\" }; Get-Content $csv";
        var script =
            $"Import-Module {Repository.Quoted(Repository.Manifest)}; $csv = [IO.Path]::GetTempFileName(); "
            + $"foreach ($rows in {string.Join(", ", audits)}) {{ {Views} }} Remove-Item $csv";
        var run = await RealShell.Run(script);

        Assert.Equal(0, run.ExitCode);
        var lines = (run.Out + run.Error).ReplaceLineEndings("\n").Split('\n');
        Assert.True(lines.Length > 1000);
        Assert.Contains(lines, line => line.Contains(@"\u001B", StringComparison.Ordinal));
        Assert.All(lines, AssertPlain);
    }

    [Fact]
    public void The_name_as_it_is_can_still_be_had()
    {
        var networks = _session.Run($"Get-OverlayNetwork -Path {s_host}").Rows<OverlayNetwork>();
        Assert.Contains(networks, network => network.GetRawName().Contains('\u001b', StringComparison.Ordinal));
        Assert.Contains(networks, network => network.GetRawName() == network.Name);
    }

    private static void AssertPlain(string text)
    {
        Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter != '\n');
        Assert.DoesNotContain(text, letter => char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator);
        Assert.DoesNotContain("##vso[", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"(?m)^\s*::[a-z-]+", text);
        Assert.DoesNotContain("\U000E0041"[..2], text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(object? value, int depth)
    {
        if (value is string text)
        {
            return [text];
        }

        if (value is null || depth > 5 || value.GetType() is { IsPrimitive: true } or { IsEnum: true } || value is DateTime or Type)
        {
            return [];
        }

        return value is IEnumerable items
            ? items.Cast<object?>().SelectMany(item => Texts(item, depth + 1))
            : value
                .GetType()
                .GetProperties()
                .Where(property => property.GetIndexParameters().Length == 0)
                .SelectMany(property => Texts(property.GetValue(value), depth + 1))
                .Append(value.ToString() ?? "");
    }
}
