using System.Management.Automation;
using NetAudit.Collection;
using NetAudit.Fleet;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>Export-OverlaySnapshot: writes hosts' snapshots to files, which can be audited anywhere.</summary>
[Cmdlet(VerbsData.Export, "OverlaySnapshot", DefaultParameterSetName = DockerHostSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportOverlaySnapshotCommand : SnapshotCmdlet
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>
    /// The file to write; or a folder that exists, where each host becomes a file named after it. It is taken literally, without wildcards.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Replaces a file that is read-only, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves an existing file unchanged, and reports it.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>
    /// Reads each node of the swarm that the engine manages, by a job that runs the collector there once and is removed whatever happens.
    /// </summary>
    [Parameter(ParameterSetName = DockerHostSet)]
    public SwitchParameter Swarm { get; set; }

    /// <summary>The image of the job that -Swarm runs: one with sh, ip, tar and curl.</summary>
    [Parameter(ParameterSetName = DockerHostSet)]
    [ValidateNotNullOrEmpty]
    public string? Image { get; set; }

    private protected override void Collect(IReadOnlyList<string?> endpoints)
    {
        if (!Swarm)
        {
            base.Collect(endpoints);
            return;
        }

        if (Image is null)
        {
            const string advice =
                "Give -Image: one with sh, awk, sed, tar, gzip, base64, ip and curl, that the nodes have or can pull, by digest.";
            ThrowTerminatingError(
                Errors.Record("SwarmWithoutImage", ErrorCategory.InvalidArgument, "-Swarm runs a job, and needs its image.", null, advice)
            );
        }

        var options = new SwarmCollectionOptions
        {
            Image = Image!,
            Timeout = TimeSpan.FromSeconds(Timeout),
            ThrottleLimit = ThrottleLimit,
        };
        var collection = new SwarmCollection(this, options, StopProcessing);
        foreach (var endpoint in endpoints)
        {
            var target = $"the swarm that {endpoint ?? "the default engine"} manages";
            if (ShouldProcess(DisplayText.Scrub(target), DisplayText.Lines(SwarmHosts.Describe(options))))
            {
                collection.Run(endpoint, Receive, WriteError, StopToken);
            }
        }
    }

    /// <inheritdoc />
    protected override void Process(HostSnapshot host)
    {
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (Directory.Exists(path))
        {
            path = System.IO.Path.Combine(path, FileName(host.Host));
        }

        if (Objection(path) is { } objection)
        {
            WriteError(objection);
            return;
        }

        if (!ShouldProcess(DisplayText.Scrub(path), $"Write the snapshot of {DisplayText.Scrub(host.Host)}"))
        {
            return;
        }

        try
        {
            AtomicFile.Write(path, SnapshotFile.Write(host), Force, isPrivate: true);
            _ = _written.Add(path);
            WriteObject(WrittenFile.Of(this, path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(
                Errors.Record(
                    "SnapshotNotWritten",
                    ErrorCategory.WriteError,
                    $"The snapshot of {host.Host} was not written to '{path}': {error.Message}",
                    path,
                    "Name a plain file in a folder that can be written to and has room; -Force replaces a read-only file."
                )
            );
        }
    }

    private ErrorRecord? Objection(string path)
    {
        if (_written.Contains(path))
        {
            return Errors.Record(
                "SnapshotPathTaken",
                ErrorCategory.InvalidArgument,
                $"'{path}' already holds another host's snapshot.",
                path,
                "Give -Path a folder that exists: each host is then a file of its own."
            );
        }

        return NoClobber && File.Exists(path)
            ? Errors.Record(
                "SnapshotExists",
                ErrorCategory.ResourceExists,
                $"'{path}' already exists.",
                path,
                "Give another -Path, or leave -NoClobber out to replace it."
            )
            : null;
    }

    // A host's name comes from its engine, and must not lead out of the folder.
    private static string FileName(string host)
    {
        var safe = new string([
            .. host.Select(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_'),
        ]).TrimStart('.');
        return $"{(safe.Length > 0 ? safe[..Math.Min(safe.Length, 100)] : "host")}.snapshot.json";
    }
}
