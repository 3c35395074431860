namespace NetAudit.Collection;

/// <summary>More values came than a source of its length may hold.</summary>
internal sealed class TooManyValuesException() : Exception("It has too many values for its length.") { }

/// <summary>
/// How many values (JSON's tokens, words of texts) may be read from one source. Each becomes objects of a hundred bytes or so: a few
/// kilobytes that unpack to millions of values would fill the memory. Recorded hosts have 1.2 values for each packed byte and 0.16 for
/// each plain one.
/// </summary>
/// <param name="most">How many.</param>
/// <param name="cancellationToken">Ends the reading between two values.</param>
internal sealed class ValueBudget(long most, CancellationToken cancellationToken = default)
{
    private const long Free = 500_000;
    private const long ForEachPackedByte = 8;
    private const long PlainBytesForEach = 4;

    private long _spent;

    /// <summary>How many a compressed file may hold.</summary>
    public static long OfPacked(long bytes) => Free + (bytes * ForEachPackedByte);

    /// <summary>How many a file or folder as it stands may hold.</summary>
    public static long OfPlain(long bytes) => Free + (bytes / PlainBytesForEach);

    /// <summary>Takes so many values off it.</summary>
    /// <exception cref="TooManyValuesException">There are none left.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public void Spend(long values)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _spent += values;
        if (_spent > most)
        {
            throw new TooManyValuesException();
        }
    }

    /// <summary>Takes a text's words off it: what blanks and commas part.</summary>
    /// <exception cref="TooManyValuesException">There are none left.</exception>
    public void SpendWords(string text)
    {
        var words = 0L;
        var isInWord = false;
        foreach (var character in text)
        {
            var isPart = character is not (' ' or ',' or '\n' or '\t');
            words += isPart && !isInWord ? 1 : 0;
            isInWord = isPart;
        }

        Spend(words);
    }
}
