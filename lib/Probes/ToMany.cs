using System.Diagnostics;
using System.Net;
using NetAudit.Model;
using NetAudit.Platform.Sockets;
using NetAudit.Probes.Wire;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>
/// Whether packets to all on a link leave for another host: multicast, broadcast, and frames that aren't IP. No host answers these, so the
/// links between the hosts are watched. That shows that they leave, not that they arrive.
/// </summary>
internal static class ToMany
{
    private const int MostTries = 3;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(300);

    /// <summary>One sending container for each network and other host.</summary>
    public static IEnumerable<ProtocolStep> Plan(HostSnapshot host, Footprint footprint, ProbeOptions options, ProbeCheck check)
    {
        if (options.Namespaces.Host is not { } file)
        {
            return [];
        }

        WatchedHost watched = new(file, UnderlayLinks.Find(host, footprint));
        return from pair in Pairs.Across(host, footprint, options, ProbePeerKind.Container, ProbePeerKind.HostEnd)
            where pair.From.Peer.Link is not null && (pair.To.Host is not null || watched.Links.Count > 0)
            group pair by (pair.From.Place, pair.To.Host) into pairs
            from step in Steps(pairs.First(), pairs.First().Ends(check, footprint))
            select step with
            {
                Watched = watched,
            };
    }

    /// <summary>Sends a packet up to three times, as the carrier may merge it with others.</summary>
    public static ProbeRecord Run(ProtocolStep step, ProbeOptions options, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var other = IPAddress.TryParse(step.To.Host ?? "", out var known) ? known : null;
        using var capture = other is null
            ? WireCapture.On(step.Watched!.Namespace, step.Watched.Links)
            : WireCapture.Towards(step.Watched!.Namespace, other);
        bool? left = null;
        for (var tries = 0; tries < MostTries && left is null; tries++)
        {
            var marker = Guid.NewGuid().ToByteArray();
            Send(step, marker);
            left = Leaves(capture, other, marker, options.Timeout, cancellationToken);
        }

        var outcome =
            left == true ? ProbeOutcome.Seen
            : left == false ? ProbeOutcome.NotSeen
            : ProbeOutcome.Failed;
        var protocol = KindOf(step.Delivery);
        return ProbeRecordFactory.Create(step, options, outcome, clock.Elapsed.TotalMilliseconds) with
        {
            Packets =
            [
                new ProbePacket
                {
                    Protocol = protocol,
                    GroupAddress = step.GroupAddress,
                    Left = left,
                },
            ],
            Finding = new ProtocolAnswer { Protocol = protocol },
        };
    }

    /// <summary>The protocol's name in records.</summary>
    public static ProbeProtocol KindOf(ProtocolDelivery delivery) =>
        delivery switch
        {
            ProtocolDelivery.Multicast => ProbeProtocol.Multicast,
            ProtocolDelivery.Broadcast => ProbeProtocol.Broadcast,
            _ => ProbeProtocol.ForeignFrame,
        };

    private static IEnumerable<ProtocolStep> Steps(ProbePair pair, ProbeEnds ends)
    {
        var step = new ProtocolStep(ends, ProtocolDelivery.Multicast, null) { Source = pair.From.Address };
        yield return step with
        {
            GroupAddress = GroupDelivery.AllHosts,
        };
        if (Subnet.Parse(pair.From.Subnet)?.Broadcast is { } broadcast)
        {
            yield return step with
            {
                Delivery = ProtocolDelivery.Broadcast,
                GroupAddress = broadcast,
            };
        }

        yield return step with
        {
            Delivery = ProtocolDelivery.Foreign,
        };
    }

    private static void Send(ProtocolStep step, byte[] marker)
    {
        if (step.Delivery == ProtocolDelivery.Foreign)
        {
            ForeignFrame.Send(step.NamespaceFile, step.From.Link!, marker);
        }
        else
        {
            GroupDelivery.Send(step.NamespaceFile, IPAddress.Parse(step.Source!), IPAddress.Parse(step.Target), marker);
        }
    }

    /// <summary>Whether the marker leaves; null if a frame left meanwhile that could hide it.</summary>
    private static bool? Leaves(WireCapture capture, IPAddress? other, byte[] marker, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var couldHide = false;
        var clock = Stopwatch.StartNew();
        do
        {
            _ = cancellationToken.WaitHandle.WaitOne(Slice);
            cancellationToken.ThrowIfCancellationRequested();
            var frames = capture.Read().Where(one => other is null || one.Frame.Destination.Equals(other)).ToList();
            if (frames.Exists(one => one.Frame.Shows(marker)))
            {
                return true;
            }

            couldHide |= frames.Exists(one => one.Frame.Scheme is not null || one.Frame.IsCutOff);
        } while (clock.Elapsed < timeout && clock.Elapsed < Longest);
        return couldHide ? null : false;
    }
}
