using NetAudit.Snapshots;

namespace NetAudit.Probes.Wire;

/// <summary>
/// Finds the frame that hid a packet which was sent some times and can't be read. It is known by its kind, its length, and by coming with
/// several of them; not with each, as Weave's sleeve merges a packet with others that are there at that time, which makes the frame longer.
/// </summary>
internal sealed class HiddenFrames
{
    /// <summary>The packet's length.</summary>
    public const int InnerPacket = 36;

    /// <summary>With how many of them a frame must have come.</summary>
    public const int Needed = 3;

    /// <summary>How many are sent at most.</summary>
    public const int MostTries = 10;

    /// <summary>The most that any kind puts around a packet that is alone in it.</summary>
    private const int MostAround = 140;

    /// <summary>A packet may be lost once.</summary>
    private const int MostUnanswered = 2;

    private readonly List<(SentFrame Frame, int Times)> _alone = [];
    private readonly HashSet<WireEncapsulation> _kinds = [];
    private int _tries;
    private int _unanswered;
    private int _without;

    /// <summary>Whether a further packet would add nothing.</summary>
    public bool IsOver => Found is not null || _tries >= MostTries || _unanswered >= MostUnanswered || _without >= Needed;

    private SentFrame? Found => _alone.FirstOrDefault(one => one.Times >= Needed).Frame;

    /// <summary>Adds what left while a packet was on its way, none of which shows it.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="isAnswered">Whether it was answered; where it wasn't, it need not have left.</param>
    public void Add(IReadOnlyList<SentFrame> frames, bool isAnswered)
    {
        List<SentFrame> hiding = [.. frames.Where(one => one.Frame.Scheme is not null && one.Length > InnerPacket)];
        List<WireEncapsulation> kinds = [.. hiding.Concat(frames.Where(one => one.Frame.IsCutOff)).Select(one => one.Frame.Encapsulation)];
        _kinds.UnionWith(kinds);
        _tries++;
        _unanswered += isAnswered ? 0 : 1;
        _without += isAnswered && kinds.Count == 0 ? 1 : 0;
        foreach (var frame in isAnswered ? hiding.Where(one => one.Length < InnerPacket + MostAround) : [])
        {
            Count(frame, hiding);
        }
    }

    /// <summary>What is known of it now.</summary>
    public WireSighting ToSighting(IReadOnlyList<string> watched) =>
        Found?.ToSighting(isReadable: false, watched)
        ?? new WireSighting
        {
            Watched = watched,
            Tries = _tries,
            CouldHide = [.. _kinds.OrderBy(kind => kind)],
        };

    /// <summary>Counts a frame once a try, however many of its kind and length came.</summary>
    private void Count(SentFrame frame, IReadOnlyList<SentFrame> all)
    {
        if (!ReferenceEquals(all.First(frame.IsAlike), frame))
        {
            return;
        }

        var at = _alone.FindIndex(one => one.Frame.IsAlike(frame));
        if (at < 0)
        {
            _alone.Add((frame, 1));
        }
        else
        {
            _alone[at] = (_alone[at].Frame, _alone[at].Times + 1);
        }
    }
}
