using NetAudit.Collection;

namespace NetAudit.Library.Tests.Collection;

public sealed class ValueBudgetTests
{
    private const int Chunk = 4096;

    /// <summary>Sixty thousand containers once took 19 s past -Timeout, as nothing checked the time while an answer was parsed.</summary>
    [Fact]
    public void Parsing_ends_as_soon_as_the_time_is_up()
    {
        using var limit = new CancellationTokenSource();
        using var text = new EndlessList(limit);

        Assert.Throws<OperationCanceledException>(() => Json.ParseAnswer(text, new ValueBudget(long.MaxValue, limit.Token)));
        Assert.InRange(text.ReadAfterwards, 0, 2 * Chunk);
    }

    /// <summary>An endless list. The time is up once a part of it was read.</summary>
    private sealed class EndlessList(CancellationTokenSource limit) : TextReader
    {
        private const string Entry = "\"abcdefgh\",";
        private const int Before = 100_000;

        private int _read;

        public int ReadAfterwards => _read - Before;

        public override int Read(char[] buffer, int index, int count)
        {
            count = Math.Min(count, Chunk);
            for (var i = 0; i < count; i++, _read++)
            {
                buffer[index + i] = _read == 0 ? '[' : Entry[(_read - 1) % Entry.Length];
            }

            if (_read >= Before && !limit.IsCancellationRequested)
            {
                limit.Cancel();
            }

            return count;
        }
    }
}
