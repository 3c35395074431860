using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;
using NetAudit.Library.Tests;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests;

public sealed partial class SecretTests
{
    [Theory]
    [InlineData("weave-sleeve-encrypted/node1")]
    [InlineData("weave-sleeve-encrypted/node4")]
    public void A_password_in_a_recorded_host_is_in_no_output(string name)
    {
        var password = Password(RecordedHosts.PathOf(name));
        using var folder = new TemporaryFolder();
        using var session = new ModuleSession();
        session.Set("folder", folder.Path);
        session.Set("VerbosePreference", "Continue");
        session.Set("DebugPreference", "Continue");
        var path = Repository.Host(name);

        var rows = session.Run(EveryCmdlet($"-Path {path}"));
        var snapshots = session.Run(
            $"$node = Import-OverlaySnapshot {path}; $node | Export-OverlaySnapshot $folder/node.json; \"$node\"; $node | Out-Default; "
                + $"throw $node"
        );

        Assert.NotEmpty(rows.Output);
        Assert.NotEmpty(rows.Verbose);
        AssertAbsent(password, rows, session);
        AssertAbsent(password, snapshots, session);
        var file = File.ReadAllText(folder.File("node.json"));
        Assert.DoesNotContain(password, file, StringComparison.Ordinal);
        Assert.Contains("WEAVE_PASSWORD", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_in_a_live_engines_answers_is_in_no_output()
    {
        const string Password = "live-Pa55phrase";
        await using var engine = new FakeEngine();
        engine.Answers["/containers/json?all=1"] = (
            200,
            """
            [{"Id":"aabb","Names":["/weave"],"Image":"weaveworks/weave:2.8.1","State":"running",
            "HostConfig":{"NetworkMode":"host"},"NetworkSettings":{"Networks":{}}}]
            """
        );
        engine.Answers["/containers/aabb/json"] = (
            200,
            """
            {"Id":"aabb","Name":"/weave","State":{"Status":"running","Pid":0},"Config":{"Image":"weaveworks/weave:2.8.1",
            "Env":["WEAVE_PASSWORD=live-Pa55phrase"]},"HostConfig":{"NetworkMode":"host"},"NetworkSettings":{"Networks":{}}}
            """
        );
        using var session = new ModuleSession();
        session.Set("VerbosePreference", "Continue");
        session.Set("DebugPreference", "Continue");

        var outcome = session.Run(EveryCmdlet($"-DockerHost {engine.Endpoint}"));

        Assert.NotEmpty(outcome.Verbose);
        Assert.Contains(engine.Requests, line => line.Contains("/containers/aabb/json", StringComparison.Ordinal));
        AssertAbsent(Password, outcome, session);
    }

    private static string EveryCmdlet(string host) =>
        string.Join(
            "; ",
            new[] { "Feature", "Solution", "Network", "Endpoint" }.Select(noun =>
                $"Get-Overlay{noun} {host} | Out-Default; Get-Overlay{noun} {host} -AsJson"
            )
        );

    private static void AssertAbsent(string password, Outcome outcome, ModuleSession session)
    {
        var all = outcome
            .Output.Select(item => item.ToString())
            .Concat(outcome.Verbose)
            .Concat(outcome.Debug)
            .Concat(outcome.Warnings)
            .Concat(outcome.Progress.Select(record => record.ToString()))
            .Concat(
                outcome
                    .Errors.Append(outcome.Thrown)
                    .OfType<System.Management.Automation.ErrorRecord>()
                    .Select(error => $"{error} {error.TargetObject} {error.Exception} {error.ErrorDetails?.RecommendedAction}")
            )
            .Append(session.Screen.Text);
        Assert.All(all, text => Assert.DoesNotContain(password, text, StringComparison.Ordinal));
    }

    // The secret is as in the recording. No other file may contain it.
    private static string Password(string file)
    {
        using var archive = new TarReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (archive.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.DataStream is { } data && Variable().Match(new StreamReader(data).ReadToEnd()) is { Success: true } found)
            {
                return found.Groups[1].Value;
            }
        }

        throw new InvalidDataException($"{file} holds no password: the test would show nothing.");
    }

    [GeneratedRegex("WEAVE_PASSWORD=([^\"*]{6,})\"")]
    private static partial Regex Variable();
}
