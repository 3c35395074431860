using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.VersionOne;

/// <summary>Reads a name server's answer as version 1 wrote it.</summary>
internal static class NameSentences
{
    private static readonly Regex s_question = ProbeSentences.Pattern(
        @"^DNS query (?<type>A|AAAA|PTR) (?<name>[^ ]+)(?<none> \(which must not exist\))?$"
    );
    private static readonly Regex s_answer = ProbeSentences.Pattern("^(?<what>.*) from (?<server>[^ ]+)$");
    private static readonly Regex s_trouble = ProbeSentences.Pattern("^(no server there|no answer that can be read): (?<why>.*)$");

    private static readonly string[] s_codes =
    [
        "no such record",
        "FormatError",
        "ServerFailure",
        "NotExistentDomain",
        "NotImplemented",
        "Refused",
    ];

    /// <summary>The record with what the words say; null if they aren't those of version 1.</summary>
    public static ProbeRecord? Read(ProbeRecord record, ProbeSentences.Words words)
    {
        if (s_question.Match(words.Sent) is not { Success: true } question)
        {
            return null;
        }

        var type = (NameRecordType)Enum.Parse(typeof(NameRecordType), question.Groups["type"].Value);
        var result = words.Value.Length > 0 && Enum.TryParse<NameResult>(words.Value, out var told) ? told : NameResult.Untold;
        var finding = new NameAnswer
        {
            Type = type,
            Name = question.Groups["name"].Value,
            MustNotExist = question.Groups["none"].Success,
            Result = result,
            Trouble = ProbeSentences.Group(s_trouble.Match(words.Answer), "why"),
        };
        return record with { Finding = record.Outcome == ProbeOutcome.Reached ? Answered(finding, words.Answer) : finding };
    }

    private static NameAnswer Answered(NameAnswer finding, string text)
    {
        var answer = s_answer.Match(text);
        var what = ProbeSentences.Group(answer, "what") ?? text;
        var code = Array.IndexOf(s_codes, what);
        code = what == "no such name" ? 3 : code;
        return finding with
        {
            Server = ProbeSentences.Group(answer, "server"),
            ResponseCode = Math.Max(code, 0),
            Found = code >= 0 ? [] : [.. what.Split([", "], StringSplitOptions.RemoveEmptyEntries).Take(16)],
        };
    }
}
