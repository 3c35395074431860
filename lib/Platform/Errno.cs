namespace NetAudit.Platform;

/// <summary>Linux's error codes, as far as they are told apart here.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int Again = 11;
    public const int AccessDenied = 13;
    public const int Invalid = 22;

    /// <summary>In words; an unknown one by its number.</summary>
    public static string Words(int code) => code switch
    {
        NotPermitted => "not permitted: needs root (EPERM)",
        NoEntry => "not there (ENOENT)",
        3 => "no such process (ESRCH)",
        5 => "input/output error (EIO)",
        Again => "nothing to read (EAGAIN)",
        12 => "out of memory (ENOMEM)",
        AccessDenied => "access denied: needs root (EACCES)",
        16 => "busy (EBUSY)",
        Invalid => "invalid (EINVAL)",
        23 or 24 => "too many open files (EMFILE)",
        38 => "the kernel lacks the call (ENOSYS)",
        92 => "the kernel lacks the protocol (ENOPROTOOPT)",
        93 => "the kernel lacks the protocol (EPROTONOSUPPORT)",
        95 => "the kernel lacks the operation (EOPNOTSUPP)",
        97 => "the kernel lacks the address family (EAFNOSUPPORT)",
        105 => "no buffer space (ENOBUFS)",
        _ => $"error {code}",
    };
}
