namespace NetAudit.Model;

/// <summary>
/// Where a name stands in a text of ours. An apostrophe of our words ("the network's containers") is a quote to a shell that is given the
/// whole text, and then a name in quotes would stand outside them: there, what isn't harmless is left out. bash skips comments, and
/// zsh has none where commands are typed, so both readings count.
/// </summary>
internal sealed class ShellQuotes
{
    private bool _isOpen;
    private bool _isOpenWithComments;
    private bool _isComment;
    private char _last = ' ';

    /// <summary>Goes on past words of ours, and gives them back.</summary>
    public string Follow(string ours)
    {
        foreach (var character in ours)
        {
            _isOpen ^= character == '\'';
            _isOpenWithComments ^= character == '\'' && !_isComment;
            var isStart = character == '#' && !_isOpenWithComments && char.IsWhiteSpace(_last);
            _isComment = (_isComment || isStart) && character != '\n';
            _last = character;
        }

        return ours;
    }

    /// <summary>A name as one word.</summary>
    public string Quote(string name)
    {
        _last = 'a';

        // Quotes don't keep a program from reading "-rf" as an option, and no name that is legal begins so; a file's that does is the same
        // with "./".
        var word = name.StartsWith("-", StringComparison.Ordinal) ? "./" + name : name;
        return word.Length > 0 && word.All(IsHarmless) ? word
            : _isOpen || _isOpenWithComments ? string.Concat(word.Select(character => IsHarmless(character) ? character : '_'))
            : $"'{word.Replace("'", @"'\''")}'";
    }

    private static bool IsHarmless(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "_./:@%+=,-".IndexOf(character) >= 0;
}
