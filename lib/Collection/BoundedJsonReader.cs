using Newtonsoft.Json;

namespace NetAudit.Collection;

/// <summary>
/// Reads JSON that a stranger wrote, and stops at a text that is all values and no content: <c>{},{},{}</c> takes a hundred times its
/// length once it is read. What engines and ip write has six characters and more for each token.
/// </summary>
internal sealed class BoundedJsonReader : JsonTextReader
{
    private const long FreeTokens = 250_000;
    private const long CharactersForEachMore = 4;

    private readonly CountedText _text;
    private long _tokens;

    public BoundedJsonReader(TextReader text)
        : this(new CountedText(text)) { }

    private BoundedJsonReader(CountedText text)
        : base(text)
    {
        _text = text;
        DateParseHandling = DateParseHandling.None;
    }

    /// <inheritdoc />
    public override bool Read()
    {
        var isRead = base.Read();
        if (isRead && ++_tokens > FreeTokens + (_text.Characters / CharactersForEachMore))
        {
            throw new JsonReaderException("It has too many values for its length.", Path, LineNumber, LinePosition, null);
        }

        return isRead;
    }

    private sealed class CountedText(TextReader text) : TextReader
    {
        public long Characters { get; private set; }

        public override int Peek() => text.Peek();

        public override int Read()
        {
            var got = text.Read();
            Characters += got < 0 ? 0 : 1;
            return got;
        }

        public override int Read(char[] buffer, int index, int count)
        {
            var got = text.Read(buffer, index, count);
            Characters += got;
            return got;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                text.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
