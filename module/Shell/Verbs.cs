namespace NetAudit.Shell;

/// <summary>A verb, which stands for a command: "netaudit findings".</summary>
/// <param name="Name">The word.</param>
/// <param name="Work">The kind of work.</param>
/// <param name="Usage">Its usage.</param>
internal sealed record Verb(string Name, Work Work, string Usage)
{
    private const string Hosts = """
          -Path <recorded hosts>         bundles (.tar.gz or folders) and snapshots; without it, this machine's engine
          -DockerHost <engines>          unix:///run/docker.sock, tcp://10.0.0.5:2375 ...
          -AsJson                        one JSON array in place of tables
        """;

    /// <summary>All verbs.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(
            "findings",
            Work.Verb,
            $"""
            netaudit findings [options]: lists the faults of the container networks, each with its repair

              -Severity Error,Warning        only these
              -Rule <rules>                  only these
              -Summary                       one row per host, with the rules that could not run
            {Hosts}
            As Get-OverlayFinding. Exit code: 0; 1 if a host could not be read, 64 not understood.
            """
        ),
        new(
            "audit",
            Work.Verb,
            $"""
            netaudit audit [options]: compares the container networks with their documentation

              -Edition current               compare with today's documentation; default: November 2015's
              -Solution <names>  -Aspect <names>
              -Probe                         prove with a few packets, as root on the host
            {Hosts}
            As Get-OverlayFeature. Exit code: 0; 1 if a host could not be read, 64 not understood.
            """
        ),
        new(
            "assert",
            Work.Assert,
            $"""
            netaudit assert [netaudit.json] [options]: checks hosts against an expectation file

              -ReportPath <files>            .xml JUnit, .nunit.xml, .sarif, .json, .md, .csv
              -ReportFormat <formats>        in the paths' order; Auto: what the CI service reads
            {Hosts}
            As Assert-OverlayFeature. Exit code: 0 as expected, 2 findings, 3 could not audit, 64 not understood.
            """
        ),
        new(
            "compare",
            Work.Compare,
            """
            netaudit compare <before> <after> [options]: lists the differences between two recorded hosts

              -Ignore <patterns>             leave these out: "Endpoint web.*"
              -ReportPath <file>             .xml JUnit, .nunit.xml, .sarif, .json, .md, .csv
              -AsJson                        one JSON array in place of a table

            As Compare-OverlaySnapshot. Exit code: 0 no difference, 2 differences, 3 could not be compared, 64 not understood.
            """
        ),
        new(
            "collect",
            Work.Verb,
            """
            netaudit collect <file or folder> [options]: records hosts in files, to audit them again anywhere

              -DockerHost <engines>          without it, this machine's engine
              -Swarm -Image <image>          all nodes of the swarm that the engine manages, by a job
              -NoClobber                     keep an existing file

            As Export-OverlaySnapshot. Exit code: 0; 1 if something could not be read or written, 64 not understood.
            """
        ),
        new(
            "report",
            Work.Verb,
            $"""
            netaudit report <files> [options]: writes findings and the audit as reports; the files' names decide the formats

              .html page with a picture, .md, .json, .csv, .hosts.csv, .xml JUnit, .nunit.xml, .sarif
            {Hosts}
            As Get-OverlayFinding and Get-OverlayFeature with Export-OverlayReport. Exit code: 0; 1 if something failed, 64
            not understood.
            """
        ),
    ];

    /// <summary>The verb of that name, in any case; or null.</summary>
    public static Verb? Find(string word) => All.FirstOrDefault(verb => verb.Name.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The line of PowerShell that it stands for.</summary>
    public string Line(IReadOnlyList<string> words) =>
        Name switch
        {
            "findings" => GateCall.Of("Get-OverlayFinding", words),
            "audit" => GateCall.Of("Get-OverlayFeature", words),
            "collect" => GateCall.Of("Export-OverlaySnapshot", words),
            "compare" => CompareCall.Of(words),
            "report" => ReportCall.Of(words),
            _ => GateCall.Of("Assert-OverlayFeature", words),
        };
}
