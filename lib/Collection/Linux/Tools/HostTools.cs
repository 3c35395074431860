using System.Diagnostics;
using NetAudit.Collection.Formats;
using NetAudit.Collection.Linux.Files;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux.Tools;

/// <summary>A tool's output, or the reason that it failed.</summary>
/// <param name="Output">The tool's output; null if it failed.</param>
/// <param name="Problem">The reason that it failed; null if it succeeded.</param>
/// <param name="Kind">The kind of reason.</param>
internal sealed record ToolOutcome(string? Output, string? Problem, GapKind Kind = GapKind.Other)
{
    /// <summary>A tool that failed.</summary>
    public static ToolOutcome Fail(GapKind kind, string problem) => new(null, problem, kind);
}

/// <summary>
/// Runs this machine's own tools: by absolute path from fixed folders, with an empty environment and no shell. One that
/// works in another network namespace is started by <c>nsenter</c>, as no thread of ours may be there.
/// </summary>
internal static class HostTools
{
    private static readonly string[] Folders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"];

    /// <summary>Returns a tool's path; null if it isn't installed.</summary>
    public static string? Find(string name) => Folders.Select(folder => $"{folder}/{name}").FirstOrDefault(File.Exists);

    /// <summary>Runs a tool and waits for its end, its time limit, or cancellation; it never outlives the call.</summary>
    /// <param name="path">From <see cref="Find"/>.</param>
    /// <param name="arguments">Fixed words, parted by spaces.</param>
    /// <param name="namespaceFile">The network namespace that it works in, "/proc/311/ns/net"; null: our own.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="mostBytes">How much it may print.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static ToolOutcome Run(
        string path,
        string arguments,
        string? namespaceFile,
        TimeSpan limit,
        int mostBytes,
        CancellationToken cancellationToken
    )
    {
        var name = Path.GetFileName(path);
        if (namespaceFile is not null)
        {
            if (Find("nsenter") is not { } nsenter)
            {
                return ToolOutcome.Fail(
                    GapKind.NotThere,
                    $"{name} can't be run in the host's network namespace: nsenter (util-linux) isn't installed"
                );
            }

            (path, arguments) = (nsenter, $"--net={namespaceFile} {path} {arguments}");
        }

        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        using var tool = new Process { StartInfo = start };
        try
        {
            tool.Start();
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            return ToolOutcome.Fail(GapKinds.FromError(problem.NativeErrorCode), $"{name} can't be run: {problem.Message}");
        }

        tool.StandardInput.Dispose();
        var output = ReadAsync(tool, tool.StandardOutput.BaseStream, mostBytes);
        var errors = ReadAsync(tool, tool.StandardError.BaseStream, 64 * 1024);
        try
        {
            // The output ends when the tool does. If it is too long, the reader ends the tool.
            if (
                !Task.WaitAll([output, errors], (int)limit.TotalMilliseconds, cancellationToken)
                || !tool.WaitForExit((int)limit.TotalMilliseconds)
            )
            {
                return ToolOutcome.Fail(GapKind.TimedOut, $"{name} did not end within {limit.TotalSeconds:0} s");
            }

            var said = FirstLine(errors.Result);
            return tool.ExitCode == 0
                ? new ToolOutcome(output.Result, null)
                : ToolOutcome.Fail(ToolFailure.KindOf(said), $"{name} ended with {tool.ExitCode}: {said}");
        }
        catch (AggregateException problem) when (problem.InnerException is IOException)
        {
            return ToolOutcome.Fail(GapKind.Damaged, $"what {name} prints is {problem.InnerException.Message}");
        }
        finally
        {
            Stop(tool);
        }
    }

    private static Task<string> ReadAsync(Process tool, Stream stream, int mostBytes) =>
        Task.Run(
            () =>
            {
                try
                {
                    return BoundedText.Read(stream, mostBytes);
                }
                catch (IOException)
                {
                    Stop(tool);
                    throw;
                }
            },
            CancellationToken.None
        );

    private static void Stop(Process tool)
    {
        try
        {
            if (!tool.HasExited)
            {
                tool.Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // Ended by itself meanwhile.
        }
    }

    private static string FirstLine(string text)
    {
        var line = text.Split('\n')[0].Trim();
        return line.Length > 200 ? line[..200] : line;
    }
}
