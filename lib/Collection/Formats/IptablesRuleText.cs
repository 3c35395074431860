using System.Text;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>A rule of iptables, from what follows the chain's name: "-d 10.50.4.2/32 ! -i docker0 -j DROP".</summary>
internal static class IptablesRuleText
{
    /// <summary>The rule with its matches, target and comment read from its text.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="isChain">Whether its table has a chain of a name.</param>
    public static FirewallRule Read(FirewallRule rule, Func<string, bool> isChain)
    {
        var matches = new List<FirewallMatch>();
        FirewallTarget? target = null;
        string? comment = null;
        var (module, negated) = ("", false);
        var words = Words(rule.Text);
        for (var at = 0; at < words.Count; )
        {
            var (word, start) = (words[at], at);
            at = End(words, at);
            IReadOnlyList<string> values = words.GetRange(start + 1, at - start - 1);
            if (word == "!")
            {
                (negated, at) = (true, start + 1);
                continue;
            }

            if (word is "-m" or "--match")
            {
                module = values.Count > 0 ? values[0] : "";
                if (IptablesMatchText.OfModule(module, negated) is { } unknown)
                {
                    matches.Add(unknown);
                }
            }
            else if (word is "-j" or "--jump" or "-g" or "--goto")
            {
                // Everything that follows is the target's.
                target = IptablesTargetText.Read(word is "-g" or "--goto", words.GetRange(start + 1, words.Count - start - 1), isChain);
                at = words.Count;
            }
            else if (word == "--comment")
            {
                comment = values.Count > 0 ? values[0] : null;
            }
            else
            {
                IptablesMatchText.Read(word, new MatchArguments(module, negated, values), matches);
            }

            negated = false;
        }

        return rule with
        {
            Matches = matches,
            Targets = target is null ? [] : [target],
            Comment = comment,
        };
    }

    /// <summary>
    /// Returns the end of an option's values: the next option. A "!" between ("-i ! lo", as old tools print) is one of the values.
    /// </summary>
    private static int End(List<string> words, int at)
    {
        at++;
        while (at < words.Count && !IsOption(words[at]) && !(words[at] == "!" && at + 1 < words.Count && IsOption(words[at + 1])))
        {
            at++;
        }

        return at;
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !char.IsDigit(word[1]);

    /// <summary>The words of a line, those in quotes as one.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, began) = (false, false);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\\' && quoted && at + 1 < text.Length)
            {
                word.Append(text[++at]);
            }
            else if (c == '"')
            {
                (quoted, began) = (!quoted, true);
            }
            else if (c == ' ' && !quoted)
            {
                if (began)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                began = false;
            }
            else
            {
                word.Append(c);
                began = true;
            }
        }

        if (began)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
