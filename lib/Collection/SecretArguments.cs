using System.Text.RegularExpressions;

namespace NetAudit.Collection;

/// <summary>Withholds secrets in the words of a command line.</summary>
internal static class SecretArguments
{
    // A word of a script ("sh -c 'weave launch --password x'"), quoted parts kept together.
    private static readonly Regex ScriptWord = new("(?:\"[^\"]*\"|'[^']*'|[^\\s\"']|[\"'])+", RegexOptions.CultureInvariant);

    private static readonly Regex Flag = new("^--?[A-Za-z][\\w.-]*(=|$)", RegexOptions.CultureInvariant);

    private const int DeepestScript = 4;

    public static IReadOnlyList<string> Withhold(IReadOnlyList<string> words) => Withhold(words, 0);

    private static List<string> Withhold(IReadOnlyList<string> words, int depth)
    {
        var kept = new List<string>(words.Count);
        string? pending = null;
        foreach (var word in words)
        {
            if (pending != null && !Flag.IsMatch(word))
            {
                kept.Add(ValueOf(pending, word));
                pending = null;
                continue;
            }

            pending = NameThatTakesNext(word);
            kept.Add(pending != null ? word : Word(word, depth));
        }

        return kept;
    }

    private static string Word(string word, int depth)
    {
        var text = Secrets.Text(word);
        if (!text.Any(char.IsWhiteSpace))
        {
            return Assignment(text);
        }

        if (depth == DeepestScript)
        {
            return Secrets.Withheld;
        }

        var script = ScriptWord.Matches(text).Cast<Match>().Select(match => match.Value).ToList();
        return script is not [var only] ? string.Join(" ", Withhold(script, depth + 1))
            : only[0] is '"' or '\'' && only[^1] == only[0] ? only[0] + Word(only[1..^1], depth + 1) + only[0]
            : Assignment(only);
    }

    // "--name=value", "NAME=value", and "--opt=name=value" by looking at what follows each sign.
    private static string Assignment(string word)
    {
        var start = 0;
        for (var equals = word.IndexOf('='); equals >= 0; equals = word.IndexOf('=', start))
        {
            var name = Bare(word[start..equals]);
            start = equals + 1;
            if (SecretNames.Speaks(name) || IsUser(name))
            {
                return word[..start] + ValueOf(name, word[start..]);
            }
        }

        return word;
    }

    // A name of a secret or login without a value in the same word: the next word is the value. "Authorization:" is a header's name.
    private static string? NameThatTakesNext(string word)
    {
        if (word.IndexOf('=') >= 0 || word.Any(char.IsWhiteSpace))
        {
            return null;
        }

        var name = Bare(word);
        var isName = word.StartsWith("-", StringComparison.Ordinal) || word.EndsWith(":", StringComparison.Ordinal);
        return isName && (SecretNames.Speaks(name) || IsUser(name)) ? name : null;
    }

    private static string ValueOf(string name, string value)
    {
        if (!IsUser(name))
        {
            return Secrets.Value(name, value);
        }

        // etcdctl and curl take "--user name:password".
        var colon = value.IndexOf(':');
        return colon < 0 ? value : value[..(colon + 1)] + Secrets.Withheld;
    }

    private static bool IsUser(string name) => name is "user" or "u" or "proxy-user";

    private static string Bare(string word) => word.TrimStart('-', '"', '\'').TrimEnd(':', '"', '\'');
}
