using System.Net.Sockets;
using System.Security.Authentication;
using NetAudit.Model;
using Newtonsoft.Json;

namespace NetAudit.Collection.Engine;

/// <summary>
/// Turns failures of requests to an engine into errors that a user can act on. Only the engine's own message is quoted, nothing else that
/// the other end sent.
/// </summary>
internal static class EngineFailure
{
    private const string Start =
        "Is the daemon running? Start it, or name the engine's endpoint with -DockerHost: unix:///var/run/docker.sock, "
        + "npipe://./pipe/docker_engine, tcp://HOST:2375.";
    private const string Check = "Check that the endpoint is a Docker Engine's (`docker version` shows one), and name it with -DockerHost.";
    private const string Secure =
        "The engine wants TLS: set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the folder with ca.pem, "
        + "cert.pem and key.pem; or name a docker "
        + "context that has them.";

    public static NetAuditException Unreachable(EngineEndpoint endpoint, string reason, Exception? cause = null) =>
        new(NetAuditError.EngineUnreachable, $"No engine answers at {endpoint}: {reason}.", endpoint.ToString(), Start, cause);

    public static NetAuditException AccessDenied(EngineEndpoint endpoint, Exception? cause = null) =>
        new(
            NetAuditError.EngineAccessDenied,
            $"The engine at {endpoint} can't be read: this user may not connect to it.",
            endpoint.ToString(),
            "Run as root, or as a user in the group that owns the socket (docker, as a rule); on Windows as an administrator.",
            cause
        );

    public static NetAuditException NotConnected(EngineEndpoint endpoint, SocketException problem) =>
        problem.SocketErrorCode switch
        {
            SocketError.AccessDenied => AccessDenied(endpoint, problem),
            // ENOENT
            SocketError.AddressNotAvailable when endpoint.Scheme == "unix" => Unreachable(endpoint, "there is no such socket", problem),
            SocketError.ConnectionRefused when endpoint.Scheme == "unix" && IsRecording(endpoint.Path!) => new(
                NetAuditError.EndpointInvalid,
                $"The endpoint {endpoint} can't be used: it is a file or folder, not a socket.",
                endpoint.ToString(),
                "To audit a recorded host, name it with -Path.",
                problem
            ),
            SocketError.ConnectionRefused => Unreachable(endpoint, "the connection is refused", problem),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Unreachable(
                endpoint,
                "the host's name is not known",
                problem
            ),
            _ => Unreachable(endpoint, problem.Message, problem),
        };

    /// <summary>The error for an answer that isn't usable.</summary>
    public static NetAuditException Invalid(EngineEndpoint endpoint, string request, string reason, Exception? cause = null) =>
        new(
            NetAuditError.EngineAnswerInvalid,
            $"{request} at {endpoint} gave no usable answer: {reason}.",
            endpoint.ToString(),
            Check,
            cause
        );

    /// <summary>The error for a refused request whose answer is required.</summary>
    public static NetAuditException Refused(EngineEndpoint endpoint, string resource, int status, string reason)
    {
        var error = Permission.IsMissing(status) ? NetAuditError.EngineAccessDenied : NetAuditError.EngineAnswerInvalid;
        var recommendation =
            reason.IndexOf("HTTPS", StringComparison.Ordinal) >= 0 ? Secure
            : reason.IndexOf("API version", StringComparison.OrdinalIgnoreCase) >= 0
                ? "Unset DOCKER_API_VERSION, or set one that the engine speaks."
            : Permission.IsMissing(status)
                ? $"Ask whoever runs the engine to {Permission.Remedy(resource)}, or use another endpoint with -DockerHost."
            : Check;
        return new NetAuditException(
            error,
            $"GET /{resource} at {endpoint} was refused: {status} {reason.TrimEnd('.')}.",
            endpoint.ToString(),
            recommendation
        );
    }

    /// <summary>Returns the error for a failed exchange.</summary>
    /// <param name="endpoint">The engine's endpoint.</param>
    /// <param name="request">The request.</param>
    /// <param name="problem">The exception.</param>
    /// <param name="tls">The certificates; null without TLS.</param>
    public static NetAuditException Create(EngineEndpoint endpoint, string request, Exception problem, TlsMaterial? tls)
    {
        for (var cause = problem; cause != null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case NetAuditException known:
                    return known;
                case AnswerTooLongException:
                    return Invalid(endpoint, request, $"it is longer than {EngineStream.MostBytes / (1024 * 1024)} MiB", problem);
                // With TLS 1.3 an engine rejects the client's certificate only after the first request.
                case AuthenticationException when tls is not null:
                case IOException { InnerException: not (null or SocketException or IOException or ObjectDisposedException) }
                    when tls is not null:
                    return TlsFailure.Refused(endpoint, tls, problem);
                case JsonException:
                    return Invalid(endpoint, request, "it is not JSON", problem);
                case SocketException socket:
                    return NotConnected(endpoint, socket);
                case IOException when cause.InnerException is null:
                    return Unreachable(endpoint, "the connection ended before the answer did", problem);
            }
        }

        return Invalid(endpoint, request, "it is not HTTP", problem);
    }

    /// <summary>Whether the path is a folder or a file with content: a socket has no length.</summary>
    private static bool IsRecording(string path) => Directory.Exists(path) || new FileInfo(path) is { Exists: true, Length: > 0 };
}
