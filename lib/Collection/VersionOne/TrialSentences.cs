using System.Globalization;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.VersionOne;

/// <summary>Reads the outcome of a trial network as version 1 wrote it.</summary>
internal static class TrialSentences
{
    private static readonly Regex s_command = ProbeSentences.Pattern(
        "^docker network create -d (?<driver>[^ ]+)(?<internal> --internal)? --subnet (?<subnet>[0-9./]+) (?<name>[^ ]+)$"
    );

    private static readonly Regex s_hostSubnet = ProbeSentences.Pattern(@"^the host's own subnet \([0-9./]+ of (?<link>[^ ]+)\)$");

    private static readonly (TrialAnswerKind Kind, Regex Pattern)[] s_answers =
    [
        (
            TrialAnswerKind.Allocated,
            ProbeSentences.Pattern(
                "^accepted and allocated after (?<ms>[0-9]{1,7}) ms(, VNI (?<vni>[0-9]+))?(, " + "gateway (?<gateway>.*))?$"
            )
        ),
        (
            TrialAnswerKind.Unallocated,
            ProbeSentences.Pattern(@"^accepted, and left unallocated: no driver and no subnet after (?<s>[0-9]{1,5}\.[0-9]) s$")
        ),
        (TrialAnswerKind.MadeOtherwise, ProbeSentences.Pattern("^made otherwise than asked for: driver (?<driver>[^,]+), (?<subnets>.*)$")),
        (TrialAnswerKind.NotShown, ProbeSentences.Pattern("^made, and not shown: (?<status>[0-9]{3}) (?<message>.*)$")),
        (TrialAnswerKind.Gone, ProbeSentences.Pattern("^accepted, and then gone: something else removed it$")),
        (TrialAnswerKind.Refused, ProbeSentences.Pattern("^refused: (?<status>[0-9]{3}) (?<message>.*)$")),
        (TrialAnswerKind.EngineFailed, ProbeSentences.Pattern("^the engine failed: (?<status>[0-9]{3}) (?<message>.*)$")),
        (TrialAnswerKind.NoAnswer, ProbeSentences.Pattern("^no answer that can be read: (?<message>.*)$")),
    ];

    /// <summary>The record with what the words say; null if they aren't those of version 1.</summary>
    public static ProbeRecord? Read(ProbeRecord record, ProbeSentences.Words words)
    {
        if (words.Sent == "nothing")
        {
            return record with
            {
                Finding = new NetworkTried
                {
                    Obstacle = new() { Kind = TrialObstacleKind.Told, Names = [words.Answer] },
                },
            };
        }

        var command = s_command.Match(words.Sent);
        return !command.Success || !Enum.TryParse<TrialPart>(words.Value, out var part) || ReadAnswer(words.Answer) is not { } answer
            ? null
            : record with
            {
                Finding = new NetworkTried
                {
                    Network = new()
                    {
                        Part = part,
                        Driver = command.Groups["driver"].Value,
                        Internal = command.Groups["internal"].Success,
                        Subnet = command.Groups["subnet"].Value,
                        Link = ProbeSentences.Group(s_hostSubnet.Match(words.To), "link"),
                    },
                    Name = command.Groups["name"].Value,
                    Answer = answer,
                },
            };
    }

    private static TrialAnswer? ReadAnswer(string text)
    {
        foreach (var (kind, pattern) in s_answers)
        {
            if (pattern.Match(text) is { Success: true } match)
            {
                return new()
                {
                    Kind = kind,
                    Status = ProbeSentences.Number(match, "status"),
                    Message = ProbeSentences.Group(match, "message") ?? "",
                    Driver = ProbeSentences.Group(match, "driver"),
                    Subnets = (ProbeSentences.Group(match, "subnets") ?? "").Split([", "], StringSplitOptions.RemoveEmptyEntries),
                    Vni = ProbeSentences.Group(match, "vni"),
                    Gateway = ProbeSentences.Group(match, "gateway"),
                    After = TimeSpan.FromMilliseconds(Value(match, "ms") + (Value(match, "s") * 1000)),
                };
            }
        }

        return null;
    }

    private static double Value(Match match, string name) =>
        double.TryParse(ProbeSentences.Group(match, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
