using System.Management.Automation;

namespace NetAudit.Shell.Host;

/// <summary>Progress on one line of the terminal, which is erased before anything else is written.</summary>
internal sealed class ProgressLine(Terminal terminal)
{
    private readonly Lock _gate = new();
    private bool _shown;

    public void Show(ProgressRecord record)
    {
        if (!terminal.ShowsProgress)
        {
            return;
        }

        Clear();
        if (record.RecordType == ProgressRecordType.Completed)
        {
            return;
        }

        lock (_gate)
        {
            var text = $"{record.Activity}: {record.StatusDescription}";
            Console.Error.Write(text[..Math.Min(text.Length, Math.Max(1, Console.WindowWidth - 1))]);
            _shown = true;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            if (_shown)
            {
                Console.Error.Write("\r\u001b[K");
                _shown = false;
            }
        }
    }
}
