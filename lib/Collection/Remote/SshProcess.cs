using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using NetAudit.Collection.Bundles;

namespace NetAudit.Collection.Remote;

/// <summary>The result of an ssh process.</summary>
/// <param name="ExitCode">255 if ssh itself failed, else the exit code of the command on the host.</param>
/// <param name="Output">The command's standard output on the host.</param>
/// <param name="Errors">Messages of ssh and of the command, from standard error.</param>
internal sealed record SshOutcome(int ExitCode, byte[] Output, string Errors);

/// <summary>Runs the system's ssh.</summary>
internal static class SshProcess
{
    private const long MostBytes = 128 * 1024 * 1024;
    private const int MostErrors = 64 * 1024;

    /// <summary>
    /// How long to wait for ssh's messages after it has ended. A shared connection that stays open may keep their pipe open.
    /// </summary>
    private static readonly TimeSpan s_errorsLimit = TimeSpan.FromSeconds(1);

    /// <summary>Runs ssh to its end. It is killed on cancellation, and never outlives the call.</summary>
    /// <param name="program">The path or name of the ssh program.</param>
    /// <param name="arguments">Words without quotes or backslashes.</param>
    /// <param name="input">The command's standard input on the host.</param>
    /// <param name="cancellationToken">Kills ssh at once.</param>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    /// <exception cref="BoundExceededException">The host sends more than the limit of 128 MiB.</exception>
    public static async Task<SshOutcome> RunAsync(
        string program,
        IEnumerable<string> arguments,
        byte[] input,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(program, string.Join(" ", arguments.Select(word => $"\"{word}\"")))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var ssh = new Process { StartInfo = start };
        cancellationToken.ThrowIfCancellationRequested();
        ssh.Start();
        using var end = cancellationToken.Register(() => Kill(ssh));
        try
        {
            var errors = ReadErrorsAsync(ssh.StandardError.BaseStream);
            var sent = SendAsync(ssh.StandardInput.BaseStream, input);
            var output = await ReadAsync(ssh.StandardOutput.BaseStream).ConfigureAwait(false);
            await sent.ConfigureAwait(false);
            await Task.Run(ssh.WaitForExit, CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            _ = await Task.WhenAny(errors.Done, Task.Delay(s_errorsLimit, cancellationToken)).ConfigureAwait(false);
            return new SshOutcome(ssh.ExitCode, output, errors.Text());
        }
        finally
        {
            Kill(ssh);
        }
    }

    private static async Task SendAsync(Stream stream, byte[] input)
    {
        try
        {
            await stream.WriteAsync(input, 0, input.Length).ConfigureAwait(false);
            stream.Dispose();
        }
        catch (IOException)
        {
            // ssh ended before it had read everything. Its exit code and messages give the reason.
        }
    }

    private static Task<byte[]> ReadAsync(Stream stream) =>
        Task.Run(() =>
        {
            using var bytes = new MemoryStream();
            using var bounded = new BoundedStream(stream, MostBytes);
            bounded.CopyTo(bytes);
            return bytes.ToArray();
        });

    private static (Task Done, Func<string> Text) ReadErrorsAsync(Stream stream)
    {
        var text = new StringBuilder();
        var done = Task.Run(() =>
        {
            var chunk = new byte[4096];
            while (stream.Read(chunk, 0, chunk.Length) is > 0 and var length)
            {
                lock (text)
                {
                    // Reading goes on past the limit, so that ssh doesn't block on a full pipe.
                    text.Append(Encoding.UTF8.GetString(chunk, 0, Math.Min(length, Math.Max(0, MostErrors - text.Length))));
                }
            }
        });
        return (
            done,
            () =>
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        );
    }

    private static void Kill(Process ssh)
    {
        try
        {
            ssh.Kill();
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // It has already ended.
        }
    }
}
