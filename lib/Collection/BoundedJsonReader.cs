using Newtonsoft.Json;

namespace NetAudit.Collection;

/// <summary>
/// Reads JSON of no more than a number of values and names. Three bytes ("{},") become an object a hundred times as large: a bound on the
/// text alone is none on the memory. What a host with a thousand containers tells is a tenth of it.
/// </summary>
internal sealed class BoundedJsonReader(TextReader text) : JsonTextReader(text)
{
    private const int MostTokens = 4_000_000;

    private int tokens;

    public override bool Read() =>
        ++tokens <= MostTokens
            ? base.Read()
            : throw new JsonReaderException($"It holds more than {MostTokens} values.", Path, LineNumber, LinePosition, null);
}
