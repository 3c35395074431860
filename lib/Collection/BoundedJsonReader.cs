using Newtonsoft.Json;

namespace NetAudit.Collection;

/// <summary>
/// Reads untrusted JSON, and stops at a text with many values and little content: <c>{},{},{}</c> takes a hundred times its length in
/// memory. Output of engines and ip has six or more characters per token.
/// </summary>
internal sealed class BoundedJsonReader : JsonTextReader
{
    private const long FreeTokens = 250_000;
    private const long CharactersForEachMore = 4;

    private readonly CountedText _text;
    private readonly ValueBudget? _budget;
    private long _tokens;

    /// <param name="text">The JSON text.</param>
    /// <param name="budget">How many values may be read from the whole source; null if the text is the whole source.</param>
    public BoundedJsonReader(TextReader text, ValueBudget? budget = null)
        : this(new CountedText(text), budget) { }

    private BoundedJsonReader(CountedText text, ValueBudget? budget)
        : base(text)
    {
        _text = text;
        _budget = budget;
        DateParseHandling = DateParseHandling.None;
    }

    /// <inheritdoc />
    public override bool Read()
    {
        var isRead = base.Read();
        if (isRead)
        {
            Count();
        }

        return isRead;
    }

    private void Count()
    {
        try
        {
            _budget?.Spend(1);
            if (++_tokens > FreeTokens + (_text.Characters / CharactersForEachMore))
            {
                throw new TooManyValuesException();
            }
        }
        catch (TooManyValuesException e)
        {
            throw new JsonReaderException(e.Message, Path, LineNumber, LinePosition, e);
        }
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
