namespace NetAudit.Platform.Netlink;

/// <summary>The kernel did not answer a netlink request, or not in full.</summary>
internal sealed class NetlinkException : Exception
{
    /// <summary>The answer was malformed.</summary>
    public NetlinkException(string message)
        : base(message) { }

    /// <summary>The kernel answered with an error.</summary>
    /// <param name="error">Its code, as in <see cref="Errno"/>.</param>
    public NetlinkException(int error)
        : base(Errno.Words(error)) => Error = error;

    /// <summary>The kernel's error code, as in <see cref="Errno"/>; 0 if it gave none.</summary>
    public int Error { get; }

    /// <summary>No full answer came in time.</summary>
    public static NetlinkException NoAnswerWithin(TimeSpan limit) =>
        new($"no full answer within {limit.TotalSeconds:0} seconds", Errno.TimedOut);

    private NetlinkException(string message, int error)
        : base(message) => Error = error;
}
