BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $swarm = Get-RecordedHost 'overlay-swarm/sw1'
    $plain = Get-RecordedHost 'plain-docker-bridge-only/sx1'
    $examples = Join-Path $repository 'examples/hosts/*.tar.gz'
    $every = Get-OverlayFeature -Path $examples -WarningAction SilentlyContinue
}

Describe 'Get-OverlayFeature' {
    Context 'gives rows' {
        It 'ten for a solution, one an aspect, in the matrix''s order' {
            $rows = Get-OverlayFeature -Path $swarm
            $rows.Aspect | Should -Be (Get-OverlayMatrix -Solution DockerOverlay).Aspect
            $rows.Solution | Sort-Object -Unique | Should -Be 'DockerOverlay'
        }

        It 'each with evidence, or with a reason why there is none' {
            foreach ($row in $every) {
                $row.Status | Should -BeIn 'Match', 'Outdated', 'Mismatch', 'NotInUse', 'Inconclusive', 'NotApplicable'
                if ($row.Status -eq 'Inconclusive') { $row.Reason | Should -Not -BeNullOrEmpty }
                else { $row.Evidence.Count | Should -BeGreaterThan 0 }
            }
        }

        It 'none for a host without a solution, and a warning that says what was looked for' {
            $rows = Get-OverlayFeature -Path $plain -WarningVariable warned -WarningAction SilentlyContinue
            $rows | Should -BeNullOrEmpty
            "$warned" | Should -BeLike '*sx1: no multi-host network solution was found*flanneld*'
        }
    }

    Context 'goes through pipelines' {
        It 'is filtered by Where-Object' {
            (Get-OverlayFeature -Path $swarm | Where-Object Status -eq Outdated).Aspect | Should -Contain 'NameService'
            (Get-OverlayFeature -Path $swarm | Where-Object Observed -like 'VXLAN*').Aspect | Should -Be 'NetworkModel'
        }

        It 'is counted by Group-Object, whose groups show as words' {
            $groups = $every | Group-Object Status
            ($groups | Measure-Object Count -Sum).Sum | Should -Be $every.Count
            $groups.Name | Should -Contain 'Outdated'
            ($groups | Where-Object Name -eq Outdated | Format-Table -Wrap | Out-String -Width 120) | Should -Match 'host1 Calico \w+: Outdated'
        }

        It 'is sorted by Sort-Object' {
            $sorted = $every | Sort-Object Host, Aspect
            $sorted[0].Host | Should -Be 'fl1'
            $sorted[0].Aspect | Should -Be 'ApplicationIsolation'
        }

        It 'is picked from by Select-Object, which ends the reading of hosts' {
            $first = Get-OverlayFeature -Path $examples | Select-Object -First 1 Host, Status
            $first.Host | Should -Be 'host1'
            ($every | Select-Object -ExpandProperty Evidence -First 1) | Should -BeOfType string
        }

        It 'is counted by Measure-Object' {
            (Get-OverlayFeature -Path $swarm | Measure-Object).Count | Should -Be 10
        }

        It 'keeps everything through ConvertTo-Json and back, without -Depth' {
            $json = Get-OverlayFeature -Path $swarm | ConvertTo-Json
            $back = $json | ConvertFrom-Json
            $row = $back | Where-Object Aspect -eq NetworkModel
            $row.Status | Should -Be 'Match'
            $row.Evidence[0] | Should -BeLike 'nsenter *vxlan id*'
            $back.Count | Should -Be 10
        }

        It 'keeps everything through Export-Csv and Import-Csv, lists as text' {
            $file = Join-Path $TestDrive 'audit.csv'
            $every | Export-Csv $file -NoTypeInformation
            $back = Import-Csv $file
            $back.Count | Should -Be $every.Count
            Get-Content -Raw $file | Should -Not -Match 'System\.'
            for ($i = 0; $i -lt $back.Count; $i++) {
                $back[$i].Status | Should -Be $every[$i].Status
                $back[$i].Evidence | Should -Be ($every[$i].Evidence -join ' | ')
            }
        }

        It 'keeps its rows in -OutVariable' {
            Get-OverlayFeature -Path $swarm -OutVariable kept | Out-Null
            $kept.Count | Should -Be 10
        }
    }

    Context 'is shown' {
        It 'as a table with what people look for, in 120 columns and in 80' -ForEach 120, 80 {
            $text = Get-OverlayFeature -Path $swarm | Out-String -Width $_
            $text | Should -Match 'Host: sw1: DockerOverlay, compared with edition blog-2015 \(of 2015-11-15\)'
            $text | Should -Match '(?m)^Aspect +Documented +Observed +Status, today +Basis'
            $text | Should -Match '(?m)^NameService +No +Yes.* Outdated +Observed *\r?\n.* Match *\r?$'
            ($text -split "`r?`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        }

        It 'in a table that is no longer than a page or two' {
            (Get-OverlayFeature -Path $swarm | Out-String -Width 80) -split "`n" | Measure-Object |
                ForEach-Object Count | Should -BeLessOrEqual 100
        }

        It 'as a list with its evidence, a line each' {
            $text = Get-OverlayFeature -Path $swarm -Aspect DistributedStorage | Format-List | Out-String -Width 200
            $text | Should -Match '(?m)^Status +: Outdated'
            $text | Should -Match '(?m)^Evidence +: docker '
        }
    }

    Context 'takes hosts' {
        It 'by -Path with wildcards' {
            ($every.Host | Select-Object -Unique) | Should -Be 'host1', 'fl1', 'sw1', 'node1'
        }

        It 'as files from Get-ChildItem' {
            $rows = Get-ChildItem $examples | Where-Object Name -like 'flannel*' | Get-OverlayFeature
            $rows[0].Solution | Should -Be 'Flannel'
        }

        It 'as snapshots, which give the same rows as the file' {
            $rows = Import-OverlaySnapshot $swarm | Get-OverlayFeature
            ($rows | ConvertTo-Json) | Should -Be (Get-OverlayFeature -Path $swarm | ConvertTo-Json)
        }

        It 'as any object with a property FullName' {
            $rows = [pscustomobject]@{ FullName = $swarm } | Get-OverlayFeature
            $rows.Count | Should -Be 10
        }

        It 'in one way at a time' {
            (Get-Failure { Get-OverlayFeature -Path $swarm -DockerHost tcp://127.0.0.1:1 }).FullyQualifiedErrorId |
                Should -Be 'AmbiguousParameterSet,NetAudit.PowerShell.GetOverlayFeatureCommand'
        }
    }

    Context 'is narrowed' {
        It 'by wildcards in -Aspect' {
            (Get-OverlayFeature -Path $swarm -Aspect NAME*, ip*).Aspect | Should -Be 'NameService', 'IPOverlap'
        }

        It 'by wildcards in -Solution to what was found' {
            (Get-OverlayFeature -Path $examples -Solution *o* -WarningAction SilentlyContinue).Solution |
                Select-Object -Unique | Should -Be 'Calico', 'DockerOverlay'
        }

        It 'to a solution that isn''t there, by its full name' {
            (Get-OverlayFeature -Path $plain -Solution Weave).Count | Should -Be 10
        }

        It 'to another edition by name or file' {
            (Get-OverlayFeature -Path $swarm -Aspect NameService -Edition current).Status | Should -Be 'Match'
            (Get-OverlayFeature -Path $swarm -Edition (Join-Path $repository 'examples/editions/ours.json')).Edition |
                Select-Object -Unique | Should -Not -Be 'blog-2015'
        }
    }

    It 'takes leave to make networks only together with -Probe' {
        $failure = Get-Failure { Get-OverlayFeature -DockerHost tcp://127.0.0.1:1 -AllowTemporaryNetwork }
        $failure.FullyQualifiedErrorId | Should -Be 'AllowTemporaryNetworkWithoutProbe,NetAudit.PowerShell.GetOverlayFeatureCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    Context 'completes with Tab' {
        It '<line>' -ForEach @(
            @{ line = 'Get-OverlayFeature -Solution '; offers = 'Calico', 'Flannel', 'Weave', 'DockerOverlay' }
            @{ line = 'Get-OverlayFeature -Solution Weave, Ca'; offers = 'Calico' }
            @{ line = 'Get-OverlayFeature -Aspect Sep'; offers = 'SeparateVnic' }
            @{ line = 'Get-OverlayFeature -Edition '; offers = 'blog-2015', 'current' }
            @{ line = 'Get-OverlayFeature -Pro'; offers = '-Probe', '-ProbeTimeout', '-ProgressAction' }
        ) {
            $offered = Get-Completion $line | Where-Object { $_ -ne '-ProgressAction' }
            $offered | Should -Be ($offers | Where-Object { $_ -ne '-ProgressAction' })
        }

        It 'properties of its rows' {
            Get-Completion 'Get-OverlayFeature | Where-Object Sta' | Should -Be 'Status'
        }
    }

    Context 'tells what is wrong' {
        It 'with a path that isn''t there: an error of its own, and the other hosts are read' {
            $rows = Get-OverlayFeature -Path (Join-Path $TestDrive 'none.tar.gz'), $swarm -ErrorAction SilentlyContinue -ErrorVariable failed
            $rows.Count | Should -Be 10
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be 'PathNotFound,NetAudit.PowerShell.GetOverlayFeatureCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failed[0].TargetObject | Should -BeLike '*none.tar.gz'
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*snapshot file, a bundle folder*'
        }

        It 'with an engine that doesn''t answer: an error that ends it, where it is the only one' {
            $failure = Get-Failure { Get-OverlayFeature -DockerHost tcp://127.0.0.1:1 }
            $failure.FullyQualifiedErrorId | Should -Be 'EngineUnreachable,NetAudit.PowerShell.GetOverlayFeatureCommand'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
            $failure.TargetObject | Should -BeLike 'tcp://127.0.0.1:1*'
        }

        It 'with an engine that doesn''t answer and -ErrorAction SilentlyContinue: silence, and the error in $Error' {
            Get-OverlayFeature -DockerHost tcp://127.0.0.1:1 -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'EngineUnreachable,*'
        }

        It 'with two engines that don''t answer: two errors that don''t end it' {
            'tcp://127.0.0.1:1', 'tcp://127.0.0.1:2' | Get-OverlayFeature -ErrorAction SilentlyContinue -ErrorVariable failed
            @($failed | Where-Object FullyQualifiedErrorId -like 'EngineUnreachable,*').Count | Should -Be 2
        }

        It 'with a recorded host in place of an engine: that it goes with -Path' {
            if ([IO.Path]::DirectorySeparatorChar -eq '\') { Set-ItResult -Skipped -Because 'Windows has no socket to take the file for' }
            $failure = Get-Failure { Get-OverlayFeature $swarm }
            $failure.FullyQualifiedErrorId | Should -Be 'EndpointInvalid,NetAudit.PowerShell.GetOverlayFeatureCommand'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Path*'
            (Get-Failure { Get-OverlayFeature sw1.tar.gz }).ErrorDetails.RecommendedAction | Should -BeLike '*-Path*'
        }

        It 'with the engine that DOCKER_HOST names, where none is given' {
            $before = $env:DOCKER_HOST
            try {
                $env:DOCKER_HOST = 'tcp://127.0.0.1:3'
                (Get-Failure { Get-OverlayFeature }).TargetObject | Should -BeLike '*127.0.0.1:3*'
            }
            finally { $env:DOCKER_HOST = $before }
        }

        It 'with a name that the edition doesn''t know: which names it has' {
            $failure = Get-Failure { Get-OverlayFeature -Path $swarm -Solution Cilium }
            $failure.FullyQualifiedErrorId | Should -Be 'SolutionUnknown,NetAudit.PowerShell.GetOverlayFeatureCommand'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Calico, Flannel, Weave, DockerOverlay*'
            (Get-Failure { Get-OverlayFeature -Path $swarm -Aspect Speed }).CategoryInfo.Category | Should -Be 'InvalidArgument'
        }

        It 'with -Probe on a recorded host: an error, and the rows as they were' {
            $rows = Get-OverlayFeature -Path $swarm -Probe -ErrorAction SilentlyContinue -ErrorVariable failed
            $rows.Count | Should -Be 10
            $failed[0].FullyQualifiedErrorId | Should -Be 'ProbeNotPossible,NetAudit.PowerShell.GetOverlayFeatureCommand'
        }
    }

    It 'says with -Verbose which files it reads and what was not seen' {
        $told = Get-OverlayFeature -Path $swarm -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$told" | Should -BeLike '*Reading *sw1.tar.gz*sw1: *not seen*'
    }

    It 'gives one JSON text with -AsJson' {
        $rows = Get-OverlayFeature -Path $swarm -AsJson | ConvertFrom-Json
        $rows[0].Host | Should -Be 'sw1'
    }

    It 'stops at once on Ctrl-C while an engine keeps it waiting' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$manifest'; Get-OverlayFeature -DockerHost tcp://127.0.0.1:$($listener.LocalEndpoint.Port)")
            $running = $shell.BeginInvoke()
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while (-not $listener.Pending() -and $clock.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 20 }
            $listener.Pending() | Should -BeTrue
            $clock.Restart()
            $shell.Stop()
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $running.IsCompleted | Should -BeTrue
        }
        finally {
            $shell.Dispose()
            $listener.Stop()
        }
    }
}
