namespace NetAudit.Model;

/// <summary>Receives a collection's messages. Its methods are called from any thread, and must not block or throw.</summary>
public interface ICollectionLog
{
    /// <summary>A step that a person following along wants to know: an engine call with its outcome and time.</summary>
    void Verbose(string message);

    /// <summary>Something that a user should know, whether following along or not.</summary>
    void Warning(string message);

    /// <summary>The progress of long work.</summary>
    /// <param name="activity">What is done: "Reading networks".</param>
    /// <param name="done">How many items are done.</param>
    /// <param name="total">How many items there are.</param>
    void Progress(string activity, int done, int total);
}

/// <summary>A log that drops its messages.</summary>
public sealed class NullCollectionLog : ICollectionLog
{
    /// <inheritdoc />
    public void Verbose(string message) { }

    /// <inheritdoc />
    public void Warning(string message) { }

    /// <inheritdoc />
    public void Progress(string activity, int done, int total) { }
}
