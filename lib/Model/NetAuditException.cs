namespace NetAudit.Model;

/// <summary>The kinds of errors. A name is the PowerShell ErrorId too, so it is part of the contract (docs/reference/errors.md).</summary>
public enum NetAuditError
{
    /// <summary>No engine answers at the endpoint.</summary>
    EngineUnreachable,

    /// <summary>The engine's socket is there, but this user may not open it.</summary>
    EngineAccessDenied,

    /// <summary>The engine's certificate, or the host's key, does not prove that it is the one that was meant.</summary>
    EngineNotTrusted,

    /// <summary>The engine does not take the client's certificate, or requires one and none was given.</summary>
    ClientCertificateRefused,

    /// <summary>A file of certificates or keys is missing or can't be read.</summary>
    CertificateUnusable,

    /// <summary>The engine answered something that isn't the Docker Engine API, or refused the API version.</summary>
    EngineAnswerInvalid,

    /// <summary>The collection did not end within the time given.</summary>
    CollectionTimeout,

    /// <summary>An endpoint is written in a way that can't be used.</summary>
    EndpointInvalid,

    /// <summary>No file or folder at the path given.</summary>
    PathNotFound,

    /// <summary>The path is neither a bundle nor a snapshot.</summary>
    PathNotAHost,

    /// <summary>A bundle is damaged, unsafe or over a bound.</summary>
    BundleInvalid,

    /// <summary>A snapshot file is damaged.</summary>
    SnapshotInvalid,

    /// <summary>A snapshot file was written by a newer NetAudit.</summary>
    SnapshotTooNew,

    /// <summary>An edition of the matrix is incomplete or wrong.</summary>
    EditionInvalid,

    /// <summary>No edition of that name.</summary>
    EditionNotFound,

    /// <summary>An expectation file is incomplete or wrong.</summary>
    ExpectationInvalid,

    /// <summary>No expectation file at the path given.</summary>
    ExpectationNotFound,

    /// <summary>An options file is wrong.</summary>
    OptionsInvalid,

    /// <summary>Probes can't be sent from here: not the host itself, not Linux, not root, or a recorded host.</summary>
    ProbeNotPossible,

    /// <summary>
    /// A run was ended, and a network that it had made on the engine could not be removed; the recommendation has the command that does.
    /// </summary>
    TemporaryNetworkLeft,

    /// <summary>No job can be run on the swarm: this engine isn't a manager, or the swarm has no leader, or it refuses.</summary>
    SwarmUnavailable,

    /// <summary>A node of a swarm was not read by the job: it is down, lacks the image, or refused.</summary>
    SwarmNodeNotRead,

    /// <summary>The job's service could not be removed from the swarm; the recommendation has the command that does.</summary>
    SwarmJobLeft,
}

/// <summary>An error that a user can act on: what was tried, what happened, what to do.</summary>
public sealed class NetAuditException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="error">The kind.</param>
    /// <param name="message">What was tried and what happened.</param>
    /// <param name="target">What it happened to: an endpoint, a path.</param>
    /// <param name="recommendation">What to do about it.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public NetAuditException(NetAuditError error, string message, string target, string recommendation, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        Target = target;
        Recommendation = recommendation;
    }

    /// <summary>The kind of error.</summary>
    public NetAuditError Error { get; }

    /// <summary>What it happened to: an endpoint, a path.</summary>
    public string Target { get; }

    /// <summary>What to do about it.</summary>
    public string Recommendation { get; }
}
