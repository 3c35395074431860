using NetAudit.Drift;
using NetAudit.Gate;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Reports;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Reports;

/// <summary>Inputs for reports: nothing, unchanged hosts, every filter, hostile names, a gate's findings.</summary>
internal static class ReportInputs
{
    /// <summary>A name as hostile as a host may have.</summary>
    public const string Hostile = "</x>\u001b[31m\u009b\"',|=cmd\r\n::error::%0A\ud800]]>\u0000";

    private static readonly Lazy<IReadOnlyList<OverlayFeature>> s_hosts = new(() =>
        Rows("overlay-swarm/sw1", "weave-sleeve-plain/node1", "calico-2015-calicoctl/host3", "flannel-vxlan/fl1")
    );

    public static TheoryData<string> Names =>
        [
            "none",
            "nothing found by a gate",
            "hostile",
            "hostile findings",
            "hosts",
            "two editions",
            "findings",
            "findings without a row",
            "findings with the same name",
            "troubles",
            "hostile troubles",
            "troubles beside rows",
            "checks",
            "hostile checks",
            "drift",
            "hostile drift",
            .. Editions.Load(Editions.Default).Aspects.Select(aspect => "only " + aspect.Id),
            .. Enum.GetNames<FeatureStatus>().Select(status => "only " + status),
            .. HostAudit.Solutions.Select(solution => "only " + solution),
        ];

    public static TheoryData<string, string> NamesAndFormats =>
        [.. from format in ReportWriters.Formats from name in Names select (format, name.Data)];

    public static (IReadOnlyList<OverlayFeature> Rows, IReadOnlyList<GateFinding>? Findings) Of(string name) =>
        name switch
        {
            "none" => ([], null),
            "nothing found by a gate" => (s_hosts.Value, []),
            "hostile" => ([Row(Hostile), Row("=SUM(A1)"), Row(new string('x', 5000)), Row("") with { Edition = "../../" + Hostile }], null),
            "hostile findings" => ([Row(Hostile)], [Finding(Hostile), Finding(Hostile, waiver: new FindingWaiver(Hostile, Hostile, null))]),
            "hosts" => (s_hosts.Value, null),
            "two editions" => ([.. s_hosts.Value, .. s_hosts.Value.Select(row => row with { Edition = "ours.json" })], null),
            "findings" => (s_hosts.Value, All),
            "findings without a row" => ([], All),
            "troubles" or "hostile troubles" or "troubles beside rows" or "checks" or "hostile checks" or "drift" or "hostile drift" => (
                ContentOf(name).Features,
                ContentOf(name).Gate
            ),
            "findings with the same name" => (s_hosts.Value, [Finding("x"), Finding("x"), Finding("x")]),
            _ => (
                [.. s_hosts.Value.Where(row => new[] { row.Aspect, row.Status.ToString(), row.Solution }.Contains(name["only ".Length..]))],
                null
            ),
        };

    /// <summary>
    /// A finding of each kind: one that counts, a warning, a note, a waived one, an inconclusive one, and one about no host.
    /// </summary>
    public static IReadOnlyList<GateFinding> All =>
        [
            Finding("connection to four"),
            Finding("connection to five", FindingSeverity.Warning),
            Finding("connection to six", FindingSeverity.Note),
            Finding("connection to seven", waiver: new FindingWaiver("known", "me", "2027-01-01")),
            Finding("connection to eight") with
            {
                Kind = FindingKind.CouldNotAudit,
            },
            Finding("waivers[0]") with
            {
                Rule = nameof(GateRule.WaiverExpired),
                Host = "",
                Solution = "",
                Aspect = "",
            },
            Finding("") with
            {
                Rule = nameof(GateRule.HostAudited),
                Kind = FindingKind.CouldNotAudit,
                Host = "away",
                Solution = "",
                Aspect = "",
            },
        ];

    public static GateFinding Finding(string subject, FindingSeverity severity = FindingSeverity.Error, FindingWaiver? waiver = null) =>
        new()
        {
            Rule = nameof(GateRule.ChannelEncrypted),
            Kind = FindingKind.Contradicted,
            Severity = severity,
            Host = "node1",
            Solution = "Weave",
            Aspect = "EncryptionChannel",
            Subject = subject,
            Expected = "encrypted",
            Observed = "in clear",
            Evidence = ["source: fact"],
            Waiver = waiver,
        };

    public static OverlayFeature Row(string text, FeatureStatus status = FeatureStatus.Mismatch) =>
        new()
        {
            Host = text,
            Solution = text,
            Aspect = "NameService",
            Edition = "blog-2015",
            Documented = text,
            Observed = text,
            Status = status,
            Basis = "Observed",
            Evidence = [text],
            Reason = text,
            Recommendation = text,
            CollectedAt = DateTime.UnixEpoch,
        };

    public static IReadOnlyList<OverlayFeature> Rows(params string[] names) =>
        [.. names.SelectMany(name => HostAudit.Compare(RecordedHosts.Read(name), Editions.Load(Editions.Default), [], []))];

    public static string Write(string format, IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings = null)
    {
        using var text = new StringWriter();
        ReportWriters.Find(format, _ => null)!.Write(new ReportContent { Features = rows, Gate = findings }, text);
        return text.ToString();
    }

    public static string Write(string format, ReportContent content)
    {
        using var text = new StringWriter();
        ReportWriters.Find(format, _ => null)!.Write(content, text);
        return text.ToString();
    }

    public static ReportContent ContentOf(string name) =>
        name switch
        {
            "troubles" => new ReportContent { Findings = Troubles("node1") },
            "hostile troubles" => new ReportContent { Findings = Troubles(Hostile) },
            "troubles beside rows" => new ReportContent { Findings = Troubles("node1"), Features = s_hosts.Value },
            "checks" => Gated("node1"),
            "hostile checks" => Gated(Hostile),
            "drift" => new ReportContent { Drift = Drift("node1") },
            "hostile drift" => new ReportContent { Drift = Drift(Hostile) },
            _ => new ReportContent { Features = Of(name).Rows, Gate = Of(name).Findings },
        };

    /// <summary>One finding of each severity. Some rules have a page and some have none; two findings are alike.</summary>
    private static IReadOnlyList<OverlayFinding> Troubles(string text) =>
        [
            .. from severity in Enum.GetValues<Severity>()
            from rule in new[] { "NetworkNotAllocated", "NetworkNotAllocated", "NoSuchRule" }
            select new OverlayFinding
            {
                Host = text,
                Rule = rule,
                Severity = severity,
                Solution = "",
                Subject = $"network {text}",
                Message = text,
                Remediation = text,
                Evidence = [text],
                Basis = "Observed",
                Hosts = [text],
                CollectedAt = DateTime.UnixEpoch,
            },
        ];

    private static IReadOnlyList<OverlayDrift> Drift(string text) =>
        [
            .. Enum.GetNames<DriftChange>()
                .Select(change => new OverlayDrift
                {
                    ReferenceHost = text,
                    DifferenceHost = text,
                    Area = "Network",
                    Subject = text + change,
                    Change = change,
                    From = text,
                    To = null,
                }),
        ];

    /// <summary>A report with a check of each outcome.</summary>
    private static ReportContent Gated(string text)
    {
        var findings = All.Select(finding => finding with { Observed = text, Line = 3 }).ToList();
        GateCheck Check(GateCheckOutcome outcome, params GateFinding[] found) =>
            new()
            {
                Host = text,
                Name = $"check {outcome}",
                Rule = "ChannelEncrypted",
                Solution = "Weave",
                Outcome = outcome,
                Line = 3,
                Reason = outcome == GateCheckOutcome.Inconclusive ? text : "",
                Findings = found,
            };
        return new ReportContent
        {
            Features = s_hosts.Value,
            Gate = findings,
            Checks =
            [
                Check(GateCheckOutcome.Passed),
                Check(GateCheckOutcome.Inconclusive),
                Check(GateCheckOutcome.Failed, findings[0], findings[1]),
                Check(GateCheckOutcome.Warned, findings[2]),
                Check(GateCheckOutcome.Waived, findings[3]),
                Check(GateCheckOutcome.CouldNotAudit, findings[4]),
            ],
            ExpectationFile = "audit/netaudit.json",
        };
    }

    public static string Write(string format, string name) => Write(format, ContentOf(name));
}
