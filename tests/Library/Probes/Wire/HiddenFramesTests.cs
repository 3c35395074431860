using System.Net;
using NetAudit.Model;
using NetAudit.Probes.Wire;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes.Wire;

public sealed class HiddenFramesTests
{
    [Fact]
    public void A_frame_that_came_with_three_packets_of_more_hid_them_though_others_were_merged()
    {
        var sightings = Add([Sleeve(246)], [Sleeve(136)], [Sleeve(266)], [Sleeve(136)], [Sleeve(286), Sleeve(136)]);

        var found = sightings.ToSighting(["eth0"]);
        Assert.True(sightings.IsOver);
        Assert.Equal((EncryptionScheme.NaCl, 136, false), (found.Scheme, found.Carrier!.Length, found.IsReadable));
    }

    [Fact]
    public void Frames_that_differ_each_time_leave_it_open_and_are_named()
    {
        var sightings = Add([.. Enumerable.Range(0, 10).Select(number => new[] { Sleeve(246 + 20 * number) })]);

        var found = sightings.ToSighting(["eth0"]);
        Assert.True(sightings.IsOver);
        Assert.Equal((null, null, 10), (found.Scheme, found.Carrier, found.Tries));
        Assert.Equal([WireEncapsulation.Sleeve], found.CouldHide);
        Assert.Equal(
            "the marker not recognised on eth0 in 10 tries, though Weave's sleeve (which merges packets) that could hide it left there; "
                + "nothing within 1 s",
            AnswerWording.Answer(ProbeRecordBuilder.Record(ProbeCheck.EncryptionChannel, found) with { Packets = [] })
        );
    }

    [Fact]
    public void Where_nothing_left_that_could_hide_it_three_packets_are_enough_to_say_so()
    {
        var sightings = Add([], [], []);

        Assert.True(sightings.IsOver);
        Assert.Equal(
            "neither the marker nor anything that could hide it on eth0 in 3 tries; ICMP echo reply from 10.0.1.5, TTL 64",
            AnswerWording.Answer(ProbeRecordBuilder.Record(ProbeCheck.EncryptionChannel, sightings.ToSighting(["eth0"])))
        );
    }

    [Fact]
    public void What_left_with_a_packet_that_was_not_answered_hid_nothing_for_sure()
    {
        var sightings = new HiddenFrames();
        sightings.Add([Sleeve(136)], isAnswered: false);
        sightings.Add([Sleeve(136)], isAnswered: true);
        sightings.Add([Sleeve(136)], isAnswered: true);
        Assert.False(sightings.IsOver);
        sightings.Add([Sleeve(136)], isAnswered: false);

        Assert.True(sightings.IsOver);
        Assert.Null(sightings.ToSighting(["eth0"]).Carrier);
    }

    private static HiddenFrames Add(params SentFrame[][] tries)
    {
        var sightings = new HiddenFrames();
        foreach (var frames in tries)
        {
            Assert.False(sightings.IsOver);
            sightings.Add(frames, isAnswered: true);
        }

        return sightings;
    }

    private static SentFrame Sleeve(int length) =>
        new(
            new WireFrame(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"), WireEncapsulation.Sleeve, []) { Port = 6783 },
            "eth0",
            length
        );
}
