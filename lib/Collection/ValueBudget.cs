namespace NetAudit.Collection;

/// <summary>The source has more values than one of its length may hold.</summary>
internal sealed class TooManyValuesException() : Exception("It has too many values for its length.") { }

/// <summary>
/// How many values (JSON's tokens, words of texts) may be read from one source. Each becomes objects of a hundred bytes or so: a few
/// kilobytes that unpack to millions of values would fill the memory. Recorded hosts have 1.2 values for each packed byte and 0.16 for
/// each plain one.
/// </summary>
/// <param name="most">The number of values.</param>
/// <param name="cancellationToken">Ends the reading between two values.</param>
internal sealed class ValueBudget(long most, CancellationToken cancellationToken = default)
{
    private const long Free = 500_000;
    private const long ForEachPackedByte = 8;
    private const long PlainBytesForEach = 4;

    private long _spent;

    /// <summary>Returns the limit of values for a compressed file.</summary>
    public static long OfPacked(long bytes) => Free + (bytes * ForEachPackedByte);

    /// <summary>Returns the limit of values for an uncompressed file or folder.</summary>
    public static long OfPlain(long bytes) => Free + (bytes / PlainBytesForEach);

    /// <summary>Subtracts a number of values from the budget.</summary>
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

    /// <summary>Subtracts a text's words, separated by blanks and commas.</summary>
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
