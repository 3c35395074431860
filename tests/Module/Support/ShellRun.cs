using System.Diagnostics;

namespace NetAudit.Module.Tests.Support;

/// <summary>A run of netaudit as a process.</summary>
internal sealed record ShellRun(int ExitCode, string Out, string Error)
{
    public static Task<ShellRun> Of(params string[] arguments) => Of(Start("dotnet", [Repository.Shell, .. arguments]));

    public static async Task<ShellRun> Of(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process
                .WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, await error);
        }
    }

    public static Process Start(string program, IEnumerable<string> arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
