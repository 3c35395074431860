using System.Management.Automation;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>Makes PowerShell's error records: an id, a category, the target, and what to do.</summary>
internal static class Errors
{
    /// <summary>The library's error; its kind's name is the ErrorId.</summary>
    public static ErrorRecord Record(NetAuditException error) =>
        Record(error, error.Error.ToString(), Category(error.Error), error.Target, error.Recommendation);

    /// <summary>An error of a cmdlet itself.</summary>
    public static ErrorRecord Record(string id, ErrorCategory category, string message, object? target, string recommendation) =>
        Record(new InvalidOperationException(message), id, category, target, recommendation);

    /// <summary>
    /// An error with a message of several lines. Each line is scrubbed, so that a line break in a name makes no new line.
    /// </summary>
    public static ErrorRecord Record(string id, ErrorCategory category, IEnumerable<string> lines, object? target, string recommendation)
    {
        var message = DisplayText.Lines(lines);
        return Record(new InvalidOperationException(message), id, category, target, recommendation, message);
    }

    private static ErrorRecord Record(
        Exception exception,
        string id,
        ErrorCategory category,
        object? target,
        string recommendation,
        string? message = null
    ) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(message ?? DisplayText.Scrub(exception.Message))
            {
                RecommendedAction = DisplayText.Scrub(recommendation),
            },
        };

    private static ErrorCategory Category(NetAuditError error) =>
        error switch
        {
            NetAuditError.EngineUnreachable => ErrorCategory.ConnectionError,
            NetAuditError.EngineAccessDenied => ErrorCategory.PermissionDenied,
            NetAuditError.EngineNotTrusted => ErrorCategory.SecurityError,
            NetAuditError.ClientCertificateRefused => ErrorCategory.AuthenticationError,
            NetAuditError.CertificateUnusable => ErrorCategory.ObjectNotFound,
            NetAuditError.EngineAnswerInvalid => ErrorCategory.ProtocolError,
            NetAuditError.CollectionTimeout => ErrorCategory.OperationTimeout,
            NetAuditError.EndpointInvalid or NetAuditError.PathNotAHost => ErrorCategory.InvalidArgument,
            NetAuditError.PathNotFound or NetAuditError.EditionNotFound or NetAuditError.ExpectationNotFound =>
                ErrorCategory.ObjectNotFound,
            NetAuditError.SwarmUnavailable or NetAuditError.SwarmNodeNotRead => ErrorCategory.ResourceUnavailable,
            NetAuditError.ProbeNotPossible => ErrorCategory.InvalidOperation,
            _ => ErrorCategory.InvalidData,
        };
}
