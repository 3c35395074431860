using System.Globalization;
using System.Text.RegularExpressions;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>What probes showed, joined with what was configured: an answer outweighs what was declared, and where they disagree it says so first.</summary>
internal static class ProbeEvaluation
{
    private static readonly Regex Written = new(@"\((?<name>[^ ,)]+)( on [^,)]*)?(, host (?<host>[^)]+)|, on (?<host>another host))?\)$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The records of a check for a solution; empty where it was not probed.</summary>
    public static IReadOnlyList<ProbeRecord> Of(HostSnapshot host, Footprint footprint, string check) =>
        [.. (host.Probes ?? []).Where(record => record.Check == check && record.Solution == footprint.Solution)];

    /// <summary>What was sent, from where, what came back, and how long that took.</summary>
    public static Evidence Evidence(ProbeRecord record) => new(
        $"probe from {record.From}",
        string.Format(CultureInfo.InvariantCulture, "{0} to {1}: {2} ({3:0.##} ms)", record.Sent, record.To, record.Answer, record.Milliseconds));

    /// <summary>An observation that rests on packets.</summary>
    /// <param name="configured">What was seen without packets.</param>
    /// <param name="values">What packets showed.</param>
    /// <param name="words">The same in words.</param>
    /// <param name="records">The records that show it, the weightiest first.</param>
    public static Observation Over(Observation configured, IReadOnlyList<string> values, string words, IEnumerable<ProbeRecord> records) => new()
    {
        Values = values,
        Words = words,
        Basis = Basis.Probed,
        Evidence = [.. records.Take(10).Select(Evidence), .. configured.Evidence],
        Reason = Contradiction(configured, values, words),
    };

    /// <summary>What was seen without packets, where these settle nothing.</summary>
    public static Observation Unsettled(Observation configured, string why, IEnumerable<ProbeRecord> records) => configured with
    {
        Evidence = [.. configured.Evidence, .. records.Take(10).Select(Evidence)],
        Reason = configured.Reason is null ? $"probed: {why}" : $"{configured.Reason}; probed: {why}",
    };

    /// <summary>A record's sender and target, in short: "c1 and c2".</summary>
    public static string Pair(ProbeRecord record) => $"{Sender(record)} and {Target(record)}";

    /// <summary>The container that sent it.</summary>
    public static string Sender(ProbeRecord record) => record.From.Replace("container ", "").Split(' ')[0];

    /// <summary>"10.0.1.3 (c2 on ov1, host 10.99.0.2)" in short: "c2 on 10.99.0.2"; what isn't written so stays.</summary>
    public static string Target(ProbeRecord record)
    {
        var match = Written.Match(record.To);
        return match.Success ? match.Groups["name"].Value + (match.Groups["host"].Success ? " on " + match.Groups["host"].Value : "") : record.To;
    }

    /// <summary>What was seen on the wire, without the answer that came: that is the evidence's.</summary>
    public static string Wire(ProbeRecord record) => record.Answer.LastIndexOf("; ", StringComparison.Ordinal) is > 0 and var end ? record.Answer[..end] : record.Answer;

    /// <summary>The address of the host that a record's target is on; null where it isn't known.</summary>
    public static string? HostOf(ProbeRecord record) =>
        Written.Match(record.To) is { Success: true } match && match.Groups["host"].Value is { Length: > 0 } host && host.IndexOf(' ') < 0 ? host : null;

    private static string? Contradiction(Observation configured, IReadOnlyList<string> values, string words) =>
        configured.Values.Count == 0 || configured is { IsAbsence: true, IsStructural: false } || (configured.Values.All(values.Contains) && values.All(configured.Values.Contains)) ? null
            : $"Probed: packets contradict what is configured ({string.Join(", ", configured.Values)} by {(configured.Basis == Basis.Observed ? "the kernel's state" : "what was declared")}): {words}";
}
