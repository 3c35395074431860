namespace NetAudit.Platform;

/// <summary>The Linux error codes that are distinguished here.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int NoProcess = 3;
    public const int Interrupted = 4;
    public const int Again = 11;
    public const int AccessDenied = 13;
    public const int Invalid = 22;

    /// <summary>ENOSYS.</summary>
    public const int NoCall = 38;

    /// <summary>ENOPROTOOPT.</summary>
    public const int NoProtocolOption = 92;

    /// <summary>EPROTONOSUPPORT.</summary>
    public const int NoProtocol = 93;

    /// <summary>EOPNOTSUPP.</summary>
    public const int NoOperation = 95;

    /// <summary>EAFNOSUPPORT.</summary>
    public const int NoFamily = 97;

    /// <summary>ENOBUFS: a packet was dropped before it left.</summary>
    public const int NoBuffers = 105;

    public const int TimedOut = 110;
    public const int ConnectionRefused = 111;
    public const int InProgress = 115;

    /// <summary>The error in words; an unknown one by its number.</summary>
    public static string Words(int code) =>
        code switch
        {
            NotPermitted => "not permitted (EPERM)",
            NoEntry => "not there (ENOENT)",
            NoProcess => "no such process (ESRCH)",
            5 => "input/output error (EIO)",
            Again => "nothing to read (EAGAIN)",
            12 => "out of memory (ENOMEM)",
            AccessDenied => "access denied (EACCES)",
            16 => "busy (EBUSY)",
            Invalid => "invalid (EINVAL)",
            23 or 24 => "too many open files (EMFILE)",
            NoCall => "the kernel lacks the call (ENOSYS)",
            90 => "longer than the link's MTU (EMSGSIZE)",
            NoProtocolOption => "the kernel lacks the protocol (ENOPROTOOPT)",
            NoProtocol => "the kernel lacks the protocol (EPROTONOSUPPORT)",
            NoOperation => "the kernel lacks the operation (EOPNOTSUPP)",
            NoFamily => "the kernel lacks the address family (EAFNOSUPPORT)",
            98 => "the address is in use (EADDRINUSE)",
            99 => "the address is not this namespace's (EADDRNOTAVAIL)",
            101 => "no route to the network (ENETUNREACH)",
            104 => "the connection was reset (ECONNRESET)",
            NoBuffers => "no buffer space (ENOBUFS)",
            TimedOut => "no answer in time (ETIMEDOUT)",
            ConnectionRefused => "the connection was refused (ECONNREFUSED)",
            113 => "no route to the host (EHOSTUNREACH)",
            _ => $"error {code}",
        };
}
