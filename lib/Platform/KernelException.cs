namespace NetAudit.Platform;

/// <summary>The kernel refused a call.</summary>
/// <param name="message">What was tried, and why it failed.</param>
/// <param name="error">The kernel's error code, as in <see cref="Errno"/>.</param>
internal sealed class KernelException(string message, int error) : IOException(message)
{
    /// <summary>The kernel's error code, as in <see cref="Errno"/>.</summary>
    public int Error => error;
}
