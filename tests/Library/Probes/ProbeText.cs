using NetAudit.Probes;
using NetAudit.Probes.Trials;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Tests;

/// <summary>Records and steps in the words of rows.</summary>
internal static class ProbeText
{
    extension(ProbeRecord record)
    {
        public string Answer => AnswerWording.Answer(record);

        public string Value => AnswerWording.Value(record);

        public string Sent => ProbeWording.Sent(record);

        public string? Networks => ProbeWording.Networks(record);

        public string Target => ProbeWording.Target(record);
    }

    extension(ProbeStep step)
    {
        public PlannedProbe Planned => PlannedProbe.Create(step);
    }

    extension(NetworkTrial trial)
    {
        public string? Impossible => trial.Obstacle is { } obstacle ? TrialWording.Answer(new() { Obstacle = obstacle }) : null;

        public string Words => PlannedProbe.Summarize(trial);
    }
}
