using System.Management.Automation;
using NetAudit.Paths;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Measure-OverlayPath: round trips and, on demand, throughput between containers, beside the same between their hosts.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "OverlayPath", DefaultParameterSetName = DockerHostSet, SupportsShouldProcess = true)]
[OutputType(typeof(OverlayPath), typeof(string))]
public sealed class MeasureOverlayPathCommand : ProbingCmdlet
{
    private readonly List<PathHost> _hosts = [];

    /// <summary>
    /// Target containers or tasks, by name; wildcards are allowed. Without this parameter, the next one on the same host, and one on
    /// another.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Target { get; set; }

    /// <summary>Solutions to measure; wildcards are allowed. Without this parameter, those found.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Solution { get; set; }

    /// <summary>How many packets of each kind are sent over a path.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int Count { get; set; } = 20;

    /// <summary>The time between two packets of a kind, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.01, 10)]
    public double Interval { get; set; } = 0.1;

    /// <summary>
    /// Measures throughput too, where both ends are on this machine: containers of one host, or of several given with -DockerHost. It puts
    /// load on the path.
    /// </summary>
    [Parameter]
    public SwitchParameter Throughput { get; set; }

    /// <summary>The length of each transfer, in seconds.</summary>
    [Parameter]
    [ValidateRange(0.1, 30)]
    public double Seconds { get; set; } = 1;

    /// <inheritdoc />
    protected override void BeginProcessing() => SolutionChoice.Check(this, Solution);

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        if (OnLiveHost(host.Snapshot, () => InBackground(log => PathRun.FindHostAsync(host, log, StopToken))) is { } found)
        {
            _hosts.Add(found);
        }

        return [];
    }

    /// <inheritdoc />
    protected override IEnumerable<object> RowsOfAll()
    {
        if (_hosts.Count == 0)
        {
            return [];
        }

        var options = Options();
        var plan = PathRun.Plan(_hosts, options);
        var solutions = new NameFilter(Solution);
        var steps = plan.Steps.Where(step => solutions.Keeps(step.Solution)).ToList();
        if (steps.Count == 0)
        {
            var hosts = string.Join(", ", _hosts.Select(host => host.Snapshot.Host));
            var why = plan.Steps.Count > 0 ? $"none of the solutions found is named {string.Join(" or ", Solution!)}" : NobodyToMeasure;
            WriteWarning(DisplayText.Scrub($"{hosts}: there is nothing to measure: {why}."));
        }

        foreach (var omitted in plan.Omitted)
        {
            WriteWarning(DisplayText.Scrub(omitted) + ".");
        }

        var wanted = steps.Where(IsWanted).ToList();

        // Transfers run one by one, and only while nothing else is measured.
        return new[] { wanted.Where(step => !step.IsLoad).ToList() }
            .Concat(wanted.Where(step => step.IsLoad).Select(step => new List<PathStep> { step }))
            .Where(batch => batch.Count > 0)
            .SelectMany(batch => InBackground(log => PathRun.RunAsync(batch, options, log, StopToken)));
    }

    private string NobodyToMeasure =>
        Container is null && Target is null
            ? "no running container is on a multi-host network with another that it could send to"
            : $"no two running containers on a multi-host network are named {string.Join(" or ", Container ?? ["anything"])} and, as the "
                + $"target, {string.Join(" or ", Target ?? ["anything"])}";

    private bool IsWanted(PathStep step) =>
        ShouldProcess(DisplayText.Scrub($"{step.To}, network {step.Network}"), DisplayText.Scrub($"send from {step.From}: {step.Words}"));

    private PathOptions Options() =>
        new()
        {
            Count = Count,
            Interval = TimeSpan.FromSeconds(Interval),
            Timeout = TimeSpan.FromSeconds(ProbeTimeout),
            Containers = Container ?? [],
            Targets = Target ?? [],
            Throughput = Throughput,
            TransferTime = TimeSpan.FromSeconds(Seconds),
        };
}
