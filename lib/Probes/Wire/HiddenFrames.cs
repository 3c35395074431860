using NetAudit.Snapshots;

namespace NetAudit.Probes.Wire;

/// <summary>
/// Finds the frames that hid a packet which was sent several times and isn't readable. They are of one kind and length, and came with
/// several of the packets. They need not come with each: Weave's sleeve merges packets that are waiting at one time, which makes the frame
/// longer.
/// </summary>
internal sealed class HiddenFrames
{
    /// <summary>The packet's length.</summary>
    public const int InnerPacket = 36;

    /// <summary>How many of the packets a frame must have come with.</summary>
    public const int Needed = 3;

    /// <summary>The most packets that are sent.</summary>
    public const int MostTries = 10;

    /// <summary>The most bytes that any kind adds to a single packet.</summary>
    private const int MostAround = 140;

    /// <summary>The most packets that may stay unanswered: one may be lost.</summary>
    private const int MostUnanswered = 2;

    private readonly List<(SentFrame Frame, int Times)> _alone = [];
    private readonly HashSet<WireEncapsulation> _kinds = [];
    private int _tries;
    private int _unanswered;
    private int _without;

    /// <summary>Whether a further packet would add nothing.</summary>
    public bool IsOver => Found is not null || _tries >= MostTries || _unanswered >= MostUnanswered || _without >= Needed;

    private SentFrame? Found => _alone.FirstOrDefault(one => one.Times >= Needed).Frame;

    /// <summary>Adds the frames that left while a packet was under way. None of them shows the packet.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="isAnswered">Whether the packet was answered. If it wasn't, it may not have left.</param>
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

    /// <summary>The sighting so far.</summary>
    public WireSighting ToSighting(IReadOnlyList<string> watched) =>
        Found?.ToSighting(isReadable: false, watched)
        ?? new WireSighting
        {
            Watched = watched,
            Tries = _tries,
            CouldHide = [.. _kinds.OrderBy(kind => kind)],
        };

    /// <summary>Counts a frame once per try, however many of its kind and length came.</summary>
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
