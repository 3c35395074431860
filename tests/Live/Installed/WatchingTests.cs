using NetAudit.Collection;
using NetAudit.Live.Tests.Support;
using NetAudit.Matrix;
using NetAudit.Reports;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Installed;

/// <summary>The files of examples/prometheus and netaudit's output for them, checked by Prometheus's and systemd's own checkers.</summary>
public sealed class WatchingTests : IDisposable
{
    private const string Program = "/usr/local/bin/netaudit";

    private static readonly string s_examples = Path.Combine(Collector.RepositoryFolder(), "examples", "prometheus");

    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-watching").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Promtool_takes_the_metrics_of_a_host()
    {
        var metrics = Metrics("overlay-swarm-sw1.tar.gz");

        Assert.Contains("netaudit_findings{", metrics, StringComparison.Ordinal);
        var checkedBy = await Tool.TryAsync(Promtool(), ["check", "metrics"], System.Text.Encoding.UTF8.GetBytes(metrics));
        Assert.Equal((0, "", ""), (checkedBy.ExitCode, checkedBy.Error, checkedBy.Output));
    }

    [Fact]
    public async Task Promtool_takes_the_alert_rules() =>
        Assert.Contains(
            "SUCCESS: 3 rules found",
            await Tool.RunAsync(Promtool(), "check", "rules", Path.Combine(s_examples, "netaudit.rules.yml")),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_error_of_a_host_raises_the_alert_and_an_audit_that_stopped_another()
    {
        var series = Metrics("overlay-swarm-sw1.tar.gz")
            .Split('\n')
            .First(line =>
                line.StartsWith("netaudit_findings{", StringComparison.Ordinal)
                && line.Contains("NetworkNotAllocated", StringComparison.Ordinal)
            );
        var file = Path.Combine(_folder, "test.yml");
        await File.WriteAllTextAsync(
            file,
            $$$"""
            rule_files: ['{{{s_examples}}}/netaudit.rules.yml']
            tests:
              - interval: 1m
                input_series:
                  - series: '{{{series[..(series.IndexOf('}', StringComparison.Ordinal) + 1)]}}}'
                    values: '1x200'
                  - series: 'netaudit_collected_timestamp_seconds{host="sw1"}'
                    values: '0x200'
                alert_rule_test:
                  - eval_time: 20m
                    alertname: ContainerNetworkBroken
                  - eval_time: 40m
                    alertname: ContainerNetworkBroken
                    exp_alerts:
                      - exp_labels: { severity: critical, host: sw1, rule: NetworkNotAllocated }
                        exp_annotations:
                          summary: 'sw1: NetworkNotAllocated'
                          description: >-
                            netaudit findings on sw1 says what is broken and what repairs it.
                            What the rule means: docs/findings/NetworkNotAllocated.md
                  - eval_time: 140m
                    alertname: ContainerNetworkNotAudited
                    exp_alerts:
                      - exp_labels: { severity: warning, host: sw1 }
                        exp_annotations:
                          summary: 'sw1 was last audited 2h 20m 0s ago'
            """,
            TestContext.Current.CancellationToken
        );

        var run = await Tool.TryAsync(Promtool(), ["test", "rules", file]);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Fact]
    public async Task Systemd_takes_the_service_and_its_timer()
    {
        Assert.SkipWhen(Tool.Find("systemd-analyze") is null, "needs systemd-analyze");
        foreach (var unit in new[] { "netaudit.service", "netaudit.timer" })
        {
            // The program isn't installed on this machine, so another takes its place.
            var text = await File.ReadAllTextAsync(Path.Combine(s_examples, unit), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(_folder, unit),
                text.Replace(Program, "/bin/true", StringComparison.Ordinal),
                TestContext.Current.CancellationToken
            );
        }

        var run = await Tool.TryAsync("systemd-analyze", ["verify", Path.Combine(_folder, "netaudit.timer")]);

        Assert.DoesNotContain("netaudit", run.Error + run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    private static string Metrics(string host)
    {
        var snapshot = RecordedHost.Read(
            Path.Combine(Collector.RepositoryFolder(), "examples", "hosts", host),
            TestContext.Current.CancellationToken
        );
        using var text = new StringWriter();
        ReportWriters
            .FindByName("netaudit.prom")!
            .Write(
                new ReportContent
                {
                    Features = [.. HostAudit.Compare(snapshot, Editions.Load(Editions.Default), [], [])],
                    Findings = HostAudit.Findings(snapshot),
                },
                text
            );
        return text.ToString();
    }

    private static string Promtool()
    {
        Assert.SkipWhen(Tool.Find("promtool") is null, "needs promtool (apt-get install prometheus)");
        return Tool.Find("promtool")!;
    }
}
