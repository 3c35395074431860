using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>ip xfrm policy</c> prints.</summary>
internal static class XfrmPolicyText
{
    private const int MostPolicies = 100_000;
    private static readonly char[] Blanks = [' ', '\t'];

    public static IReadOnlyList<XfrmPolicy> Read(string text)
    {
        var policies = new List<XfrmPolicy>();
        XfrmPolicy? policy = null;
        XfrmTemplate? template = null;
        foreach (var line in TextLines.Read(text))
        {
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "src" when After(words, "dst") is { } destination:
                    Keep();
                    policy = Selector(words, destination);
                    break;
                case "dir":
                    policy = policy is null
                        ? null
                        : policy with
                        {
                            Direction = words.ElementAtOrDefault(1) ?? "",
                            Blocks = After(words, "action") == "block",
                        };
                    break;
                case "mark" when policy is not null && words.Length > 1:
                    var mark = words[1].Split('/');
                    policy = policy with { Mark = Number(mark[0]), MarkMask = mark.Length > 1 ? Number(mark[1]) : null };
                    break;
                case "tmpl" when After(words, "src") is { } from && After(words, "dst") is { } to:
                    template = new XfrmTemplate
                    {
                        Source = from,
                        Destination = to,
                        Protocol = "",
                    };
                    break;
                case "proto" when policy is not null && template is not null:
                    policy = policy with { Templates = [.. policy.Templates, Whole(template, words)] };
                    template = null;
                    break;
            }
        }

        Keep();
        return policies;

        // A socket's own policy has no direction of these.
        void Keep()
        {
            if (policy?.Direction is "in" or "out" or "fwd" && policies.Count < MostPolicies)
            {
                policies.Add(policy!);
            }
        }
    }

    private static XfrmPolicy Selector(string[] words, string destination) =>
        new()
        {
            Direction = "",
            Source = words[1],
            Destination = destination,
            Protocol = After(words, "proto"),
            SourcePort = (int?)Number(After(words, "sport")),
            DestinationPort = (int?)Number(After(words, "dport")),
        };

    private static XfrmTemplate Whole(XfrmTemplate template, string[] words) =>
        template with
        {
            Protocol = words.ElementAtOrDefault(1) ?? "",
            Spi = Number(After(words, "spi")) is { } spi and not 0 ? spi : null,
            RequestId = Number(After(words, "reqid")),
            Mode = After(words, "mode"),
        };

    /// <summary>The word that follows another.</summary>
    public static string? After(string[] words, string name)
    {
        var at = Array.IndexOf(words, name);
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : null;
    }

    /// <summary>"13681891", "0xd0c4e3", "13681891(0x00d0c4e3)".</summary>
    public static long? Number(string? word)
    {
        var digits = word?.Split('(')[0];
        return digits?.StartsWith("0x", StringComparison.Ordinal) == true
            ? uint.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)
                ? hex
                : null
            : uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }
}
