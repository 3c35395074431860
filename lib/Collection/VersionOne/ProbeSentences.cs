using System.Globalization;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.VersionOne;

/// <summary>
/// Reads a probe's record of format version 1, which had sentences. No other code reads them. A file is untrusted, so each sentence is
/// bounded and each expression has a time limit. Sentences that version 1 didn't write give no record.
/// </summary>
internal static class ProbeSentences
{
    private const int Longest = 4096;

    /// <summary>The record; null if it isn't one that version 1 wrote.</summary>
    /// <param name="old">The record's JSON object.</param>
    public static ProbeRecord? Read(JObject old)
    {
        try
        {
            return FromWords(new Words(old));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>
    /// Converts a snapshot's records of version 1 to today's form. A record that can't be read is left out, and is a gap.
    /// </summary>
    /// <param name="snapshot">The snapshot's JSON object.</param>
    /// <param name="serializer">Writes today's form.</param>
    public static void Upgrade(JObject snapshot, JsonSerializer serializer)
    {
        if (snapshot["probes"] is not JArray probes)
        {
            return;
        }

        var old = probes.OfType<JObject>().Where(probe => probe["from"] is JValue).ToList();
        var unread = 0;
        foreach (var probe in old)
        {
            if (Read(probe) is { } record)
            {
                probe.Replace(JObject.FromObject(record, serializer));
            }
            else
            {
                probe.Remove();
                unread++;
            }
        }

        if (unread > 0)
        {
            AddGap(snapshot, unread);
        }
    }

    private static void AddGap(JObject snapshot, int unread)
    {
        if (snapshot["gaps"] is not JArray gaps)
        {
            gaps = [];
            snapshot["gaps"] = gaps;
        }

        gaps.Add(
            new JObject
            {
                ["kind"] = GapKind.Damaged.ToString(),
                ["subject"] = "probes",
                ["reason"] = $"records of probes that NetAudit did not write so, and that are left out: {unread}",
                ["remedy"] = "probe the host again",
            }
        );
    }

    private static ProbeRecord? FromWords(Words words)
    {
        if (
            !words.IsWhole
            || !Enum.TryParse<ProbeCheck>(words.Check, out var check)
            || !Enum.TryParse<ProbeOutcome>(words.Outcome, out var outcome)
        )
        {
            return null;
        }

        if (PeerSentences.ReadSender(words.From, words.Solution) is not { } sender)
        {
            return null;
        }

        var to = sender.Kind == ProbePeerKind.Engine ? null : PeerSentences.ReadTarget(words.To, words.Network, words.Solution, ref sender);
        if (to is null && sender.Kind != ProbePeerKind.Engine)
        {
            return null;
        }

        var record = new ProbeRecord
        {
            Check = check,
            Solution = words.Solution,
            From = sender,
            To = to,
            Outcome = outcome,
            Waited = AnswerSentences.ReadWaited(words.Answer),
            Took = TimeSpan.FromTicks((long)Math.Round(words.Milliseconds * TimeSpan.TicksPerMillisecond)),
        };
        return sender.Kind == ProbePeerKind.Engine ? TrialSentences.Read(record, words) : AnswerSentences.Read(record, words);
    }

    /// <summary>The members of a record of version 1.</summary>
    internal sealed class Words(JObject old)
    {
        public string Check { get; } = Text(old, "check");

        public string Solution { get; } = Text(old, "solution");

        public string From { get; } = Text(old, "from");

        public string To { get; } = Text(old, "to");

        public string? Network { get; } = old["network"] is null ? null : Text(old, "network");

        public string Sent { get; } = Text(old, "sent");

        public string Answer { get; } = Text(old, "answer");

        public string Outcome { get; } = Text(old, "outcome");

        public string Value { get; } = Text(old, "value");

        public double Milliseconds { get; } =
            old["milliseconds"] is JValue { Value: double or long or int } number
                ? Math.Max(0, Math.Min(number.Value<double>(), TimeSpan.FromDays(1).TotalMilliseconds))
                : 0;

        /// <summary>Whether none is longer than any that version 1 wrote.</summary>
        public bool IsWhole =>
            new[] { Check, Solution, From, To, Network ?? "", Sent, Answer, Outcome, Value }.All(text => text.Length <= Longest);

        private static string Text(JObject old, string name) => old[name] is JValue { Value: string text } ? text : "";
    }

    internal static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    internal static string? Group(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    internal static int? Number(Match match, string name) =>
        int.TryParse(Group(match, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
