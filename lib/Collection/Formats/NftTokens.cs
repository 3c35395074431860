using System.Text;

namespace NetAudit.Collection.Formats;

/// <summary>A word of nft's.</summary>
/// <param name="Text">The word; of one in quotes, what they hold.</param>
/// <param name="Quoted">Whether it stood in quotes.</param>
internal readonly record struct NftToken(string Text, bool Quoted)
{
    /// <summary>Whether it is this word or sign, and not in quotes.</summary>
    public bool Is(string word) => !Quoted && Text == word;
}

/// <summary>The words of one statement of nft's, read from left to right.</summary>
internal sealed class NftTokens
{
    private static readonly NftToken End = new("", false);

    private readonly List<NftToken> _tokens;
    private int _at;

    private NftTokens(List<NftToken> tokens) => _tokens = tokens;

    /// <summary>Whether all were read.</summary>
    public bool AtEnd => _at >= _tokens.Count;

    /// <summary>The current position, to go back to.</summary>
    public int Position
    {
        get => _at;
        set => _at = value;
    }

    /// <summary>The next word, left in place; an empty one at the end.</summary>
    public NftToken Next => Ahead(0);

    /// <summary>Cuts a text into words. Braces, commas, semicolons and parentheses are words of their own.</summary>
    public static NftTokens Read(string text)
    {
        var tokens = new List<NftToken>();
        var word = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"')
            {
                Finish(tokens, word);
                var close = text.IndexOf('"', at + 1);
                close = close < 0 ? text.Length : close;
                tokens.Add(new NftToken(text[(at + 1)..close], true));
                at = close;
            }
            else if (c is '{' or '}' or ',' or ';' or '(' or ')')
            {
                Finish(tokens, word);
                tokens.Add(new NftToken(c.ToString(), false));
            }
            else if (char.IsWhiteSpace(c))
            {
                Finish(tokens, word);
            }
            else
            {
                word.Append(c);
            }
        }

        Finish(tokens, word);
        return new NftTokens(tokens);
    }

    /// <summary>A word further on, left in place.</summary>
    public NftToken Ahead(int count) => _at + count < _tokens.Count ? _tokens[_at + count] : End;

    /// <summary>Takes the next word.</summary>
    public NftToken Take()
    {
        var next = Next;
        _at++;
        return next;
    }

    /// <summary>Takes the next words if they are these, else none.</summary>
    public bool Take(params string[] words)
    {
        for (var ahead = 0; ahead < words.Length; ahead++)
        {
            if (!Ahead(ahead).Is(words[ahead]))
            {
                return false;
            }
        }

        _at += words.Length;
        return true;
    }

    /// <summary>The unread words, joined, up to one that ends them.</summary>
    public List<string> TakeUntil(Func<NftToken, bool> ends)
    {
        var taken = new List<string>();
        var depth = 0;
        while (!AtEnd && !(depth == 0 && ends(Next)))
        {
            var token = Take();
            depth +=
                token.Is("{") || token.Is("(") ? 1
                : token.Is("}") || token.Is(")") ? -1
                : 0;
            taken.Add(token.Text);
        }

        return taken;
    }

    private static void Finish(List<NftToken> tokens, StringBuilder word)
    {
        if (word.Length > 0)
        {
            tokens.Add(new NftToken(word.ToString(), false));
            word.Clear();
        }
    }
}
