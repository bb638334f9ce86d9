using FsCheck;
using FsCheck.Fluent;
using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Tests.Dense;

public sealed class BeamTests
{
    /// <summary>The best so many that count, in order, and between them those that only lead on.</summary>
    [Fact]
    public void Offer_AnyKeys_KeepsTheBestThatCount() => Prop
        .ForAll<(short Distance, bool Passage)[], byte>((offers, size) =>
        {
            var width = (size % 7) + 8;
            var keys = offers.Select((offer, slot) => SlotKey.Of(offer.Distance, slot) | (offer.Passage ? SlotKey.Passage : 0)).ToArray();
            var beam = new Beam();
            beam.Reset(width, withPassages: true);
            foreach (var key in keys)
                beam.Offer(key);
            var counted = keys.Where(Counts).Order().Take(width).ToArray();
            return beam.Keys.ToArray().Where(Counts).SequenceEqual(counted) && beam.Keys.ToArray().SequenceEqual(beam.Keys.ToArray().Order())
                && (counted.Length < width || beam.Keys[^1] == counted[^1]);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void TryExpand_InsertsBetween_VisitsEveryKeyOnce()
    {
        var beam = new Beam();
        beam.Reset(8, withPassages: false);
        beam.Offer(SlotKey.Of(-2, 2));
        var place = 0;
        Assert.True(beam.TryExpand(ref place, out var first));
        place = Math.Min(place, beam.Offer(SlotKey.Of(-1, 1)));
        place = Math.Min(place, beam.Offer(SlotKey.Of(-3, 3)));
        Assert.True(beam.TryExpand(ref place, out var second));
        Assert.True(beam.TryExpand(ref place, out var third));
        Assert.Equal((2, 1, 3), (first, second, third));
        Assert.False(beam.TryExpand(ref place, out _));
    }

    [Fact]
    public void Offer_OnlyWhatLeadsOnUntilThereIsNoRoom_SaysSo()
    {
        var beam = new Beam();
        beam.Reset(8, withPassages: true);
        var slot = 0;
        for (; slot < 8 * 16; slot++)
            beam.Offer(SlotKey.Of(slot, slot) | SlotKey.Passage);
        Assert.False(beam.IsOverfull);
        beam.Offer(SlotKey.Of(slot, slot) | SlotKey.Passage);
        Assert.True(beam.IsOverfull);
        beam.Reset(8, withPassages: true);
        Assert.False(beam.IsOverfull);
    }

    [Fact]
    public void Offer_MoreThanCount_IsNotOverfull()
    {
        var beam = new Beam();
        beam.Reset(8, withPassages: false);
        for (var slot = 0; slot < 100; slot++)
            beam.Offer(SlotKey.Of(slot, slot));
        Assert.False(beam.IsOverfull);
        Assert.Equal(8, beam.Counted);
    }

    private static bool Counts(ulong key) => (key & SlotKey.Passage) == 0;
}
