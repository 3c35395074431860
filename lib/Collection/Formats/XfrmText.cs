using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>ip xfrm state</c> prints. Keys, where they are in it, are passed over.</summary>
internal static class XfrmText
{
    private static readonly char[] Blanks = [' ', '\t'];

    public static IReadOnlyList<XfrmState> Read(string text)
    {
        var states = new List<XfrmState>();
        (string Source, string Destination)? ends = null;
        foreach (var line in TextLines.Of(text))
        {
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "src" && words.Length >= 4 && words[2] == "dst")
            {
                ends = (words[1], words[3]);
            }
            else if (words[0] == "proto" && words.Length >= 2 && ends is { } pair)
            {
                var at = Array.IndexOf(words, "reqid");
                states.Add(new XfrmState
                {
                    Source = pair.Source,
                    Destination = pair.Destination,
                    Protocol = words[1],
                    RequestId = at >= 0 && at + 1 < words.Length ? RequestId(words[at + 1]) : null,
                });
                ends = null;
            }
        }

        return states;
    }

    /// <summary>"13681891", or with <c>-s</c> "13681891(0x00d0c4e3)".</summary>
    private static long? RequestId(string word) =>
        long.TryParse(word.Split('(')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
