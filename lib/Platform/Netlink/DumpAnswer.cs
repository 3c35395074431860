using System.Runtime.ExceptionServices;

namespace NetAudit.Platform.Netlink;

/// <summary>Gathers an answer of many messages. A malformed one is reported only after the whole answer was read.</summary>
internal sealed class DumpAnswer<T>(Func<NetlinkMessage, IEnumerable<T>> parse)
{
    private const int MostMessages = 500_000;
    private const long MostBytes = 256L * 1024 * 1024;

    private readonly List<T> _found = [];
    private Exception? _problem;
    private bool _isInterrupted;
    private int _messages;
    private long _bytes;

    public void Add(NetlinkMessage message)
    {
        NoteInterruption(message);
        _messages++;
        _bytes += NetlinkMessage.HeaderLength + message.Payload.Length;
        if (_messages > MostMessages || _bytes > MostBytes)
        {
            _problem ??= new NetlinkException($"more than {MostMessages} entries or {MostBytes >> 20} MiB");
            _found.Clear();
        }

        if (_problem is not null)
        {
            return;
        }

        try
        {
            _found.AddRange(parse(message));
        }
        catch (FormatException problem)
        {
            _problem = problem;
        }
    }

    /// <summary>The entries; null if they changed meanwhile.</summary>
    public List<T>? Found(NetlinkMessage end)
    {
        NoteInterruption(end);
        if (_problem is not null)
        {
            ExceptionDispatchInfo.Capture(_problem).Throw();
        }

        return _isInterrupted ? null : _found;
    }

    private void NoteInterruption(NetlinkMessage message) => _isInterrupted |= (message.Flags & NetlinkMessage.Interrupted) != 0;
}
