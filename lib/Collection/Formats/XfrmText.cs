using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Reads the output of <c>ip xfrm state</c>. Keys in it are skipped.</summary>
internal static class XfrmText
{
    private static readonly char[] Blanks = [' ', '\t'];

    public static IReadOnlyList<XfrmState> Read(string text)
    {
        var states = new List<XfrmState>();
        (string Source, string Destination)? ends = null;
        foreach (var line in TextLines.Read(text))
        {
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "src" && words.Length >= 4 && words[2] == "dst")
            {
                ends = (words[1], words[3]);
            }
            else if (words[0] == "proto" && words.Length >= 2 && ends is { } pair)
            {
                states.Add(
                    new XfrmState
                    {
                        Source = pair.Source,
                        Destination = pair.Destination,
                        Protocol = words[1],
                        RequestId = XfrmPolicyText.Number(XfrmPolicyText.After(words, "reqid")),
                        Spi = XfrmPolicyText.Number(XfrmPolicyText.After(words, "spi")),
                        Mode = XfrmPolicyText.After(words, "mode"),
                    }
                );
                ends = null;
            }
        }

        return states;
    }
}
