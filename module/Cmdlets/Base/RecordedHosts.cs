using System.Management.Automation;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>Reads the recorded hosts at a user's paths.</summary>
internal static class RecordedHosts
{
    private const string Recommendation =
        "Check the path: it names a snapshot file, a bundle folder or a bundle's .tar.gz. Wildcards work in -Path, not in -LiteralPath.";

    /// <summary>The hosts one after another. A wrong path is reported, and the others are read.</summary>
    public static IEnumerable<HostSnapshot> Read(
        PSCmdlet cmdlet,
        IEnumerable<string> paths,
        bool literal,
        Action<NetAuditException> refuse,
        CancellationToken cancellationToken
    )
    {
        foreach (var path in paths)
        {
            foreach (var file in Try(refuse, () => Resolve(cmdlet.SessionState, path, literal)) ?? [])
            {
                cmdlet.WriteVerbose($"Reading {DisplayText.Scrub(file)}");
                if (Try(refuse, () => RecordedHost.Read(file, cancellationToken)) is { } host)
                {
                    yield return host with
                    {
                        Origin = host.Origin with { Path = Typed(cmdlet.SessionState, file) },
                    };
                }
            }
        }
    }

    private static IReadOnlyList<string> Resolve(SessionState session, string path, bool literal)
    {
        try
        {
            IReadOnlyList<string> found = literal
                ? [session.Path.GetUnresolvedProviderPathFromPSPath(path)]
                : [.. session.Path.GetResolvedProviderPathFromPSPath(path, out _).OrderBy(name => name, StringComparer.Ordinal)];
            return found.Count > 0 ? found : throw NotFound(path, $"Nothing matches '{path}'.");
        }
        catch (Exception error)
            when (error
                    is ItemNotFoundException
                        or System.Management.Automation.DriveNotFoundException
                        or ProviderNotFoundException
                        or ProviderInvocationException
            )
        {
            throw NotFound(path, error.Message, error);
        }
    }

    /// <summary>A path as a user would type it here: relative if it is below the current folder.</summary>
    private static string Typed(SessionState session, string file)
    {
        var here = $"{session.Path.CurrentFileSystemLocation.ProviderPath.TrimEnd('/', '\\')}{System.IO.Path.DirectorySeparatorChar}";
        return file.StartsWith(here, StringComparison.Ordinal) ? file[here.Length..] : file;
    }

    private static NetAuditException NotFound(string path, string message, Exception? cause = null) =>
        new(NetAuditError.PathNotFound, message, path, Recommendation, cause);

    private static T? Try<T>(Action<NetAuditException> refuse, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (NetAuditException error)
        {
            refuse(error);
            return null;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
