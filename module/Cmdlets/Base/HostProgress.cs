namespace NetAudit.PowerShell;

/// <summary>The progress of several hosts: how many are done, and which are under way.</summary>
internal sealed class HostProgress(BackgroundWork work, int total)
{
    private const int MostNamed = 4;

    private readonly List<string> _underWay = [];
    private int _done;

    /// <summary>Whether there is only one host, so that its own steps are shown.</summary>
    public bool IsOfOne => total == 1;

    /// <summary>Marks a host as begun.</summary>
    public void Begin(string host)
    {
        lock (_underWay)
        {
            _underWay.Add(host);
            Show();
        }
    }

    /// <summary>Marks a host as ended, with or without success.</summary>
    public void End(string host)
    {
        lock (_underWay)
        {
            _ = _underWay.Remove(host);
            _done++;
            if (IsOfOne)
            {
                work.CloseBar(0);
            }

            Show();
        }
    }

    private void Show()
    {
        if (IsOfOne)
        {
            return;
        }

        var more = _underWay.Count > MostNamed ? $" and {_underWay.Count - MostNamed} more" : "";
        var underWay = _underWay.Count > 0 ? $"; under way: {string.Join(", ", _underWay.Take(MostNamed))}{more}" : "";
        work.ShowProgress("Reading hosts", $"{_done} of {total} done{underWay}", _done, total);
    }
}
