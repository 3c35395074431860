using System.Diagnostics;

namespace NetAudit.Live.Tests.Support;

/// <summary>A program's output and exit code.</summary>
internal sealed record ToolResult(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>The output of a program that succeeded; otherwise an exception with its whole output.</summary>
    public string OrThrow() =>
        ExitCode == 0 ? Output : throw new InvalidOperationException($"{CommandLine}: exit code {ExitCode}\n{Error}{Output}");
}

/// <summary>Runs the tools that NetAudit's answers are compared with.</summary>
internal static class Tool
{
    public static async Task<ToolResult> TryAsync(
        string program,
        IEnumerable<string> arguments,
        byte[]? input = null,
        IReadOnlyDictionary<string, string>? environment = null,
        int seconds = 90
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var line = $"{program} {string.Join(' ', start.ArgumentList)}";
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            if (input is not null)
            {
                await process.StandardInput.BaseStream.WriteAsync(input, limit.Token);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new(line, process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{line}: no end within {seconds} s");
        }
    }

    public static async Task<string> RunAsync(string program, params string[] arguments) => (await TryAsync(program, arguments)).OrThrow();

    /// <summary>The path of a program in PATH or the usual folders, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Concat(["/usr/sbin", "/sbin", "/usr/bin", "/bin"])
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Repeats an attempt until it succeeds, or throws with its last output.</summary>
    public static async Task UntilAsync(string what, Func<Task<ToolResult>> attempt, int seconds = 40)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var result = await attempt();
            if (result.ExitCode == 0)
            {
                return;
            }

            if (clock.Elapsed.TotalSeconds > seconds)
            {
                throw new TimeoutException($"{what}: not within {seconds} s: {result.Error}{result.Output}");
            }

            await Task.Delay(200);
        }
    }
}
