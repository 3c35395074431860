using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Netlink;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>Maps an exception or a kernel's error code to the kind of gap that it leaves.</summary>
internal static class GapKinds
{
    /// <summary>Returns the kind of gap that an exception leaves.</summary>
    public static GapKind From(Exception problem) =>
        problem switch
        {
            NetlinkException { Error: not 0 and var error } => FromError(error),
            KernelException { Error: var error } => FromError(error),
            IOException { InnerException: KernelException inner } => FromError(inner.Error),
            FormatException => GapKind.Damaged,
            UnauthorizedAccessException => GapKind.NeedsRoot,
            TimeoutException => GapKind.TimedOut,
            FileNotFoundException or DirectoryNotFoundException => GapKind.NotThere,
            NetAuditException { Error: NetAuditError.CollectionTimeout } => GapKind.TimedOut,
            NetAuditException => GapKind.Refused,
            _ => GapKind.Other,
        };

    /// <summary>Returns the kind of gap for a kernel's error code.</summary>
    public static GapKind FromError(int error) =>
        error switch
        {
            Errno.NotPermitted or Errno.AccessDenied => GapKind.NeedsRoot,
            Errno.NoEntry or Errno.NoProcess => GapKind.NotThere,
            Errno.NoCall or Errno.NoProtocolOption or Errno.NoProtocol or Errno.NoOperation or Errno.NoFamily => GapKind.NotThere,
            Errno.TimedOut => GapKind.TimedOut,
            _ => GapKind.Other,
        };
}
